"""What only all questions together tell: actors, same questions, thesaurus, gaps."""
