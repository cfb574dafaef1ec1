"""The model of a state machine: what the specification says, and nothing more. Frozen, without behaviour."""
