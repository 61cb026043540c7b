"""No stream of a saved file ends in doubt, whatever its data end in."""

from __future__ import annotations

from io import BytesIO
from zlib import adler32

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from coursereader.press.saving import DOUBTFUL, page_labels, save, written


def pages(words: str, objects: int) -> pikepdf.Pdf:
    """A PDF of twelve empty pages, with a text and many small objects in it."""
    pdf = pikepdf.new()
    for _ in range(12):
        pdf.add_blank_page()
    pdf.Root.Words = pdf.make_indirect(Dictionary(Said=words))
    pdf.Root.Kettles = Array([pdf.make_indirect(Dictionary(Number=n)) for n in range(objects)])
    pdf.Root.PageLabels = page_labels(pdf, 3, 0)
    return pdf


def test_stream_that_ends_in_a_carriage_return_gets_a_line_end() -> None:
    content = next(text for n in range(256) if adler32(text := b"%" + n * b"o") % 256 == 13)
    pdf = pages("kettle", 1)
    pdf.pages[0].Contents = pdf.make_stream(content)
    with pikepdf.open(BytesIO(written(pdf))) as before:
        assert DOUBTFUL in written(before)
        saved = save(before, 3)
    assert DOUBTFUL not in saved
    with pikepdf.open(BytesIO(saved)) as after:
        assert after.pages[0].Contents.read_bytes() == content + b"\n"


@pytest.mark.parametrize("objects", [5, 250])
def test_object_stream_that_ends_in_a_carriage_return_is_shaken_until_it_does_not(objects: int) -> None:
    pdf = next(pdf for n in range(999) if DOUBTFUL in written(pdf := pages(n * "o", objects)))
    saved = save(pdf, 3)
    assert DOUBTFUL not in saved
    with pikepdf.open(BytesIO(saved)) as after:
        assert " ".join(page.label for page in after.pages) == "i ii iii 1 2 3 4 5 6 7 8 9"
        assert Name.r == after.Root.PageLabels.Nums[1].S
