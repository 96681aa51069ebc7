"""What was decided for every like case to come: rules (裁判规则), and the way back to cases."""
