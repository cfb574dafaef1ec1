"""The language server: what an editor asks of a text, answered by pure functions of a snapshot and a place.

`server.py` speaks the protocol and `conversion.py` knows its types; all other modules speak of offsets,
pointers and edits, and have never heard of either.
"""
