"""A built graph over HTTP: a SPARQL endpoint, pages of its actors, claims and documents, and a page to ask it."""
