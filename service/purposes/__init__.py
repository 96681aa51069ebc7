"""Purposes (履职依据): on what ground does somebody outside the panel look into a case?"""
