"""From a document to what it says: one file a kind of claim."""
