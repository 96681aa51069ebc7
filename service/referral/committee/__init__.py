"""How does the adjudication committee (审判委员会) decide a question of law, and is it kept to?"""
