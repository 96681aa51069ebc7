"""What is somebody told of what they asked to hear of, and what is new since they last looked?"""
