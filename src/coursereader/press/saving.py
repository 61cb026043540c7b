"""Saving: page labels are set and the file is written so that the end of every stream is beyond doubt.

PDF/A wants a stream's length to match what stands before the line end at ``endstream``. Where the last byte of
the data is a carriage return, the line feed after it makes a line end of both, and the data seem a byte short.
"""

from __future__ import annotations

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode

DOUBTFUL = b"\r\nendstream"


def save(pdf: pikepdf.Pdf, front: int) -> bytes:
    """Write a PDF whose first ``front`` pages have roman folios; equal input gives equal bytes."""
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            end_clearly(thing)
    saved = b""
    # The file's own object streams change with any object that comes or goes, and a label may be given again.
    for again in range(len(pdf.pages) - front):
        pdf.Root.PageLabels = page_labels(pdf, front, again)
        saved = written(pdf)
        if DOUBTFUL not in saved:
            break
    return saved


def end_clearly(stream: pikepdf.Stream) -> None:
    """Lengthen data that end in a carriage return once packed, by a line end that no reader minds."""
    # Packed data end in a checksum of the data, so no other way of packing would do.
    if stream.get("/Filter") != Name.FlateDecode or not stream.read_raw_bytes().endswith(b"\r"):
        return
    stream.write(stream.read_bytes() + b"\n")
    if "/Length1" in stream:
        stream.Length1 += 1


def page_labels(pdf: pikepdf.Pdf, front: int, again: int) -> Dictionary:
    """Count in roman numerals up to the body, then from 1; say ``again`` arabic labels that follow anyway."""
    rows = [0, Dictionary(S=Name.r)] if front else []
    for number in range(again + 1):
        rows += [front + number, pdf.make_indirect(Dictionary(S=Name.D, St=number + 1))]
    return Dictionary(Nums=Array(rows))


def written(pdf: pikepdf.Pdf) -> bytes:
    """Write a PDF with its objects packed in streams."""
    target = BytesIO()
    pdf.save(target, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return target.getvalue()
