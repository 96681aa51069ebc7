"""Similar cases in the order of authority (顺位) that 法发〔2020〕24号 art. 4 prescribes."""
