"""Drives executions: the scheduler, the clocks, randomness, threads for handlers."""
