"""The library: one module for each family of functions, each function registered by a decorator."""
