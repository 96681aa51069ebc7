"""Which other cases is a case related to (关联案件), and by which words?"""
