"""asltool: check and run AWS Step Functions state machines, locally."""
