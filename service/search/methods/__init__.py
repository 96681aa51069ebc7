"""Ways of searching (法发〔2020〕24号 art. 5): words, statute, case, facts, disputed issue."""
