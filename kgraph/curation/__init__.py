"""Curation: what a reader has decided about names and about claims, in a small file under version control."""
