"""Papers: the office's own templates of documents, in place of those that come with the house."""
