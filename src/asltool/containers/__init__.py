"""Where definitions live: files of other tools, and the state machines in them. Nothing here checks them."""
