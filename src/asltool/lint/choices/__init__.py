"""Choice states: what their rules can tell apart, and which ways out can be taken."""
