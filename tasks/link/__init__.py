"""What follows only from all questions together: actors, same questions, thesaurus, gaps."""
