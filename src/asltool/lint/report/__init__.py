"""Report formats: from findings to text that people, editors and code hosts read. One module a format."""
