"""The command line: reads options and files, calls the library, prints. Nothing is decided here."""
