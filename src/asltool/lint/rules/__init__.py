"""The rules, one file each, named as the rule; `registry.py` finds them. Nothing else may live here."""
