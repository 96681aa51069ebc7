"""Similar cases for a person: questions become answers with reasons and coverage."""
