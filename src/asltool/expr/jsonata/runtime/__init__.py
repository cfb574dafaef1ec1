"""What generated code calls: operators, steps, calls on any data."""
