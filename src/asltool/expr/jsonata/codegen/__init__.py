"""Writes the Python source of an expression; evaluates nothing itself."""
