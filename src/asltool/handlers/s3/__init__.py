"""Objects in buckets, for item readers and result writers: on AWS, in local folders, or from handlers."""
