"""Every gate falls short on a fault that is planted for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import weasyprint

from coursereader.press import gates, line, structure
from coursereader.press.pdf import Pdf
from coursereader.press.proof import Proof

pytestmark = pytest.mark.typeset

NOTE = '<span class="fn" id="page--{0}"><span class="fnp">Note {0}.</span></span>'
PASSAGE = (
    '<div class="passages"><div class="passage prose" id="K1"><span class="passage-number">K1</span>'
    '<div class="passage-body"><p>They lit the pigs.</p></div></div></div>'
)


def short(pdf: Pdf) -> dict[str, str]:
    """The gates that fall short, with what they found."""
    return {gate.name: gate.value for gate in pdf.gates if not gate.ok}


@pytest.fixture
def prove(monkeypatch: pytest.MonkeyPatch, print_page: Callable[..., Pdf]) -> Iterator[Callable[..., Pdf]]:
    """A function that prints a page and spoils what the gates are shown of it."""

    def prove(html: str, spoil: Callable[[Proof], Proof]) -> Pdf:
        spoiled = tuple(
            lambda proof, gate=gate: gate(spoil(proof))  # type: ignore[misc]
            for gate in gates.GATES
        )
        monkeypatch.setattr(line, "GATES", spoiled)
        return print_page(html)

    return prove


def test_good_page_passes(print_page: Callable[..., Pdf]) -> None:
    assert short(print_page(f"<p>Oil.{NOTE.format(1)}</p>{PASSAGE}")) == {}


def test_character_that_no_font_has(print_page: Callable[..., Pdf]) -> None:
    pdf = print_page("<p>Oil \U00012000.</p>")
    assert short(pdf)["characters without a glyph"] == "1: \U00012000"
    assert [problem.code for problem in pdf.problems] == ["press-missing-glyph"]
    assert pdf.problems[0].file == "page"


def test_complaint_of_the_typesetter(print_page: Callable[..., Pdf]) -> None:
    pdf = print_page('<p><a href="#page--nowhere">Oil</a></p>')
    found = "1: No anchor #page--nowhere for internal URI reference"
    assert short(pdf)["complaints of the typesetter"] == found
    assert [problem.code for problem in pdf.problems] == ["press-complaint"]


def test_letter_drawn_as_another(prove: Callable[..., Pdf]) -> None:
    def swap(proof: Proof) -> Proof:
        with pikepdf.open(BytesIO(proof.data)) as pdf:
            for font in (thing for thing in pdf.objects if "/ToUnicode" in thing):
                spoken = font.ToUnicode.read_bytes()
                font.ToUnicode.write(spoken.replace(b"<4e0b>", b"<5fc3>").replace(b"<004f>", b"<0051>"))
            saved = BytesIO()
            pdf.save(saved)
        return replace(proof, data=saved.getvalue())

    found = short(prove('<p>Oil <span class="zh" lang="zh-Hans">下放</span></p>', swap))["wrong glyphs"]
    assert re.fullmatch(r"2: (Q in .*; 心 in .*|心 in .*; Q in .*)", found)


def test_font_that_is_not_ours(prove: Callable[..., Pdf], tmp_path: Path) -> None:
    found = short(prove("<p>Oil</p>", lambda proof: replace(proof, fonts=tmp_path)))
    assert found["fonts not ours or not embedded"].startswith("3: /")


@pytest.mark.parametrize(
    ("html", "rules", "found"),
    [
        (f"<p>Oil.{NOTE.format(1)}</p>", ".fn { display: none }", "page--1 called on None, printed on []"),
        (f"<p>Oil.{NOTE.format(1)}</p><p>Oil.{NOTE.format(1)}</p>", "", "page--1 called on 8, printed on"),
    ],
)
def test_note_that_is_lost_or_doubled(html: str, rules: str, found: str, print_page: Callable[..., Pdf]) -> None:
    assert found in short(print_page(html, rules))["notes lost, doubled or away from their call"]


def test_folio_that_is_not_the_page_label(print_page: Callable[..., Pdf]) -> None:
    pdf = print_page("<p>Oil.</p>", "@page :nth(1 of chapter) { @bottom-center { content: '12' } }")
    assert short(pdf)["folios that differ from page labels"] == "1: 3 prints 12"


def test_page_reference_that_sends_astray(print_page: Callable[..., Pdf]) -> None:
    pdf = print_page('<p><a class="xpage" href="#document-page">Page</a></p>', "a.xpage::after { content: ' (p. 7)' }")
    assert short(pdf)["printed page references that are wrong"] == "1: 3 sends to 7 for document-page"


def test_id_that_is_given_twice(print_page: Callable[..., Pdf]) -> None:
    pdf = print_page('<p id="page--oil">Oil.</p><p id="page--oil">Oil again.</p>')
    assert short(pdf)["ids given twice"] == "1: page--oil"


def test_passage_that_no_address_leads_to(print_page: Callable[..., Pdf]) -> None:
    pdf = print_page(PASSAGE, "#K1 { display: none }")
    assert short(pdf)["passages without a destination"] == "1: K1"


@pytest.mark.parametrize("rules", [".passage-number { top: 40pt }", ".passage-number { margin-left: -12pt }"])
def test_passage_number_away_from_its_passage(rules: str, print_page: Callable[..., Pdf]) -> None:
    assert short(print_page(PASSAGE, rules))["passage numbers away from their passage"] == "1: K1 on 3"


def test_line_past_the_measure(print_page: Callable[..., Pdf]) -> None:
    found = short(print_page(f"<p>{'kettle' * 30}</p>", "p { hyphens: none !important }"))
    assert found["lines that run past the measure"].startswith("1: p. 3, ")


def test_loose_line(print_page: Callable[..., Pdf]) -> None:
    words = f"<p>Oil lamps and {'kettle' * 11} oil.</p>"
    name = "loosest line, points added to a word space"
    assert float(short(print_page(words, "p { hyphens: none !important }"))[name].split()[0]) > 12


def test_broken_rule_of_pdf_ua(monkeypatch: pytest.MonkeyPatch, print_page: Callable[..., Pdf]) -> None:
    monkeypatch.setattr(line, "one_link_each", lambda document: None)
    pdf = print_page('<p><a href="#document-page"><em>Page</em></a></p>')
    assert "rules of PDF/UA-1 broken" in short(pdf)


def test_broken_rule_of_pdf_a(prove: Callable[..., Pdf]) -> None:
    def strip(proof: Proof) -> Proof:
        with pikepdf.open(BytesIO(proof.data)) as pdf:
            del pdf.Root.OutputIntents
            saved = BytesIO()
            pdf.save(saved)
        return replace(proof, data=saved.getvalue())

    assert "rules of PDF/A-2a broken" in short(prove("<p>Oil.</p>", strip))


def test_private_parts_of_weasyprint_are_those_of_the_pinned_version() -> None:
    assert weasyprint.__version__ == "70.0"
    assert callable(structure.tags._build_box_tree)
