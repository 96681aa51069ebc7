"""Where were the like cases of one case decided differently?"""
