"""In what does one judgment depart from those that are like it?

The engine of issues looks for splits among many; here one judgment, a draft or a pending case, is
held against its like cases, trait by trait of its ruling and of what it rests on.
"""
