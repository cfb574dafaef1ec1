"""From a document to the model: parsers that collect what is wrong and never raise for a user's mistake."""
