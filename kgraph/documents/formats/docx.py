"""DOCX: the paragraphs of the text and of its tables, in order, with the title and the date of its properties."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

from kgraph.documents.draft import Draft, fit, made_on
from kgraph.documents.file import File, allowance
from kgraph.documents.formats import Drafts, parsing
from kgraph.errors import InputError

if TYPE_CHECKING:
    import docx.document


def read(file: File, _: str | None) -> Drafts:
    """The one document of a DOCX file."""
    with parsing(file, "a DOCX file", "docx"):
        import docx
        from docx.oxml.ns import qn

        _check_size(file)
        # python-docx's own parser resolves no entities.
        document = docx.Document(io.BytesIO(file.data))
        lines = [paragraph.text for paragraph in document.element.body.iter(qn("w:p"))]
        text = fit("\n\n".join(line for line in lines if line.strip()))
        title, made = _about(document)
    if not text:
        raise InputError(f"{file.where}: the DOCX file holds no text; leave it out")
    yield Draft(file.where, {"id": file.name, "text": text, "title": fit(title) or None, "date": made_on(made, text)})


def _about(document: docx.document.Document) -> tuple[str, datetime | None]:
    """The title and the date of the properties; python-docx makes up a title where a file has no properties."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    if not any(rel.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES for rel in document.part.package.rels.values()):
        return "", None
    about = document.core_properties
    return about.title, about.created


def _check_size(file: File) -> None:
    """Refuse a bomb: a DOCX file is a zip archive, whose parts never unfold to more than they say."""
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
        size = sum(part.file_size for part in archive.infolist())
    if size > allowance(len(file.data)):
        raise InputError(f"{file.where}: {len(file.data)} bytes would unfold to {size}; it is not read")
