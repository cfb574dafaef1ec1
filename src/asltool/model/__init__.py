"""The model of a state machine: what the specification says, and nothing that it does not. Frozen, without behaviour."""
