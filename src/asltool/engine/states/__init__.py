"""One module for each state type: from the model's state to code that runs."""
