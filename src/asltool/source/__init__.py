"""Text with positions: JSON and YAML documents, pointers into them, edits. Nothing here has heard of ASL."""
