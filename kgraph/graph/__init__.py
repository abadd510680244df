"""The graph: claims to RDF and back, the store, facts, named queries and shapes."""
