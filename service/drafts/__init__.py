"""What does a draft ruling (裁判文书草稿) get wrong, and where does it leave its like cases?"""
