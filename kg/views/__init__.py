"""What a person looks at: a document's numbers, a claim and why it was made, a programme's card, open wordings."""
