"""The linter: rules over the model, one walk that serves them all, reports. It runs nothing.

`rules/` holds the rules, one a file. What several of them ask is worked out in `facts.py`: from `choices/`,
what the rules of Choice states let through; from `loops/`, what changes from one iteration to the next; from
`data_flow/`, what the data looks like on its way. `report/` puts findings into words and formats.
"""
