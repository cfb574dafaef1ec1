"""Expressions: JSONPath, intrinsic functions, JSONata, payload templates. Pure functions of data and a scope."""
