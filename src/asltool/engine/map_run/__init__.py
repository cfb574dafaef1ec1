"""What a Map's run is made of: its items, its tolerance of failures, its iterations."""
