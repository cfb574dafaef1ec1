"""The engine: compiles a state machine and runs it as a generator of effects.

No I/O, no clock, no threads and no randomness of its own.
"""
