"""The linter: rules over the model, one walk that serves them all, reports. It runs nothing."""
