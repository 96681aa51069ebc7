"""What is a judges' conference (专业法官会议), item by item, meeting by meeting?"""
