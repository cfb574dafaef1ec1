"""The settings of a project: `asltool.toml`, or `[tool.asltool]` in pyproject.toml, as typed options.

A table has a module of its own here. Only `cli` and `api` read a file of settings, and `api` only where it is
asked to.
"""
