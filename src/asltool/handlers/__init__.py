"""Handlers do a task's work: Python functions, mocks, AWS through boto3.

None of them sees the scheduler or the clock.
"""
