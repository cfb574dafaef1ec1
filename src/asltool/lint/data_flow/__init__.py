"""The flow of data: what is known of every state's input and variables, found by abstract interpretation.

Shapes say what is known of a value, ways carry them along the graph, and each evaluation that surely fails is
noted. Rules read the notes; nothing here makes a finding. What is not known stays unknown.
"""
