"""Files of many forms, made by hand, that all tell of the same raid."""

from __future__ import annotations

import datetime
import io
import zipfile

TITLE = "Raid in Baghdad"
FIRST = (
    "Iraqi forces raided a base of Kata'ib Hezbollah on Thursday and arrested fourteen of its members in the capital."
)
SECOND = (
    "The United States praised the raid, which the government of Mustafa al-Kadhimi had ordered after rockets fell."
)
THIRD = "Iran condemned the arrests and called on Iraq to release the men, whom a court set free within a few days."
TEXT = f"{FIRST}\n{SECOND}\n{THIRD}"

PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>{TITLE}</title>
<meta property="og:site_name" content="The Example"><meta property="article:published_time" content="2020-06-26T08:00:00Z">
<script>var x = "not a word of the text";</script></head>
<body><nav><a href="/">Home</a> <a href="/world">World news</a> <a href="/subscribe">Subscribe</a></nav>
<article><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article>
<footer>Copyright. All rights reserved. Cookies.</footer></body></html>"""


def make_docx(*paragraphs: str, title: str = "", created: datetime.datetime | None = None) -> bytes:
    """A DOCX file, its paragraphs as given."""
    import docx

    document = docx.Document()
    document.core_properties.title = title
    if created:
        document.core_properties.created = created
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def bare_docx(data: bytes) -> bytes:
    """A DOCX file of only what it must hold, without properties, with these bytes as its second paragraph."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return make_zip(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="{rels}"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
            f'Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'<w:document xmlns:w="{word}"><w:body><w:p><w:r><w:t>Iran backed Iraq.</w:t></w:r></w:p>'
            "<w:p><w:r><w:t>".encode()
            + data
            + b"</w:t></w:r></w:p></w:body></w:document>",
        }
    )


def make_pdf(*pages: list[str], title: str | None = None, made: str = "D:20200626080000Z") -> bytes:
    """A PDF file with these lines on its pages, written out so that no library is needed for it."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        shown = "\n".join(f"({line.replace(chr(92), '').replace('(', '').replace(')', '')}) Tj T*" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 50 750 Td\n{shown}\nET"
        number = len(objects) + 1
        kids.append(f"{number} 0 R")
        font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {number + 1} 0 R "
            f"/Resources << /Font << /F1 {font} >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    about = f"/Title ({title}) " if title else ""
    objects.append(f"<< {about}/CreationDate ({made}) >>")
    out, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    entries = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer << /Size {size} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 {size}\n0000000000 65535 f \n{entries}{trailer}".encode("latin-1")


def make_zip(members: dict[str | zipfile.ZipInfo, bytes | str]) -> bytes:
    """A zip archive with these members."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()
