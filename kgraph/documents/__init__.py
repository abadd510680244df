"""Files to documents: texts in many forms, packed or not, each as one record that can be read."""

from kgraph.documents.collecting import Collected, Options, collect_documents, read_documents
from kgraph.documents.draft import check_characters
from kgraph.documents.formats.jsonl import json_lines

__all__ = ["Collected", "Options", "check_characters", "collect_documents", "json_lines", "read_documents"]
