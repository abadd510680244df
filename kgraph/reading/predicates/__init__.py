"""What: predicates with their arguments, and the frames of the lexicon that they meet."""
