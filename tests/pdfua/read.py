"""Writes what PDFium reads in each file beside it, as text."""

import sys

import pypdfium2

for name in sys.argv[1:]:
    with pypdfium2.PdfDocument(name) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    with open(name + ".txt", "w", encoding="utf-8", newline="") as file:
        file.write("\n".join(pages))
