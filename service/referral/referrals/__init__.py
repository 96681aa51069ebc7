"""What is referred (移送): a question of law on which cases part, with its evidence."""
