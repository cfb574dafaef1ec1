"""Items of distributed Maps, read as a stream: a module for each form, none holds all it reads."""
