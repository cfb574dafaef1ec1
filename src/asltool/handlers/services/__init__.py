"""What only one AWS service does differently from all others; nothing that is true of several."""
