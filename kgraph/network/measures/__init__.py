"""Measures of a network, one module for each question: who is central, who brokers, who stands with whom, how one
reaches another, what has changed."""
