"""Intrinsic functions: their grammar, their signatures, what they compute; nothing of templates or states."""
