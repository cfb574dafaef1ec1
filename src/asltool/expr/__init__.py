"""Expressions: JSONPath, intrinsics, JSONata, payload templates; pure functions of data and a scope."""
