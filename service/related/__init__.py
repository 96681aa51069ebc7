"""Related cases (关联案件) of judgments and of cases that wait for theirs."""
