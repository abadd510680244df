"""How it is said: factuality, whose word it is, and when."""
