"""The invented reader through everything: each edition built, looked at, and built again."""

import hashlib
import html
import json
import re
import shutil

import pypdfium2
import pytest
from tests.conftest import READER, copy_of_reader

from coursereader.__main__ import main
from coursereader.commands.written import readable
from coursereader.press.extract import destinations, text_of_pdf
from coursereader.sources.leaks import known_runs, leaks
from coursereader.text.words import digest, runs, words

pytestmark = pytest.mark.typeset

#: A sentence of W8 that is nobody else's.
CANARY = "weighed twice and entered nowhere"
EDITIONS = pytest.mark.parametrize("edition", ["public", "class", "instructor"])


def built(root, edition, *more):
    """Build an edition and return its folder."""
    assert main(["--root", str(root), "build", "--edition", edition, *more]) == 0
    return root / "_build" / edition


@pytest.fixture(scope="session")
def editions(tmp_path_factory):
    """The three editions, each built once; the public one where no copies are."""
    root = copy_of_reader(tmp_path_factory.mktemp("editions") / "reader")
    copies = root / "copies"
    texts = {name: built(root, name, "--copies", str(copies)) for name in ("class", "instructor")}
    shutil.rmtree(copies)
    return {"public": built(root, "public"), **texts}


def files(folder):
    """Digests of all that is published of an edition."""
    found = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and "doctrees" not in p.parts):
        data = path.read_bytes()
        if path.name == "report.json":
            data = json.dumps({**json.loads(data), "timings": {}}).encode()
        if path.name != ".buildinfo":
            found[path.relative_to(folder).as_posix()] = hashlib.sha256(data).hexdigest()
    return found


def words_of(folder):
    """Every page of an edition as plain text, and its PDF."""
    pages = {p.name: html.unescape(re.sub(r"<[^>]+>", " ", p.read_text("utf-8"))) for p in folder.rglob("*.html")}
    return {**pages, "reader.pdf": text_of_pdf(folder / "reader.pdf")}


def plain(text):
    return " ".join(text.split())


@EDITIONS
def test_nothing_is_wrong_and_every_gate_holds(editions, edition):
    report = json.loads((editions[edition] / "report.json").read_text("utf-8"))
    assert report["problems"] == []
    assert [gate for gate in report["gates"] if not gate["ok"]] == []
    assert len(report["gates"]) > 12
    assert sum(chapter["passages"] for chapter in report["chapters"]) == 36


def test_the_public_edition_is_the_same_with_copies_at_hand_and_elsewhere(editions, tmp_path):
    root = copy_of_reader(tmp_path / "elsewhere")
    shutil.copytree(root / "copies", root / "sources" / "copies")
    assert files(built(root, "public")) == files(editions["public"])


def test_the_class_edition_is_the_same_from_copies_of_other_names(editions, tmp_path):
    root = copy_of_reader(tmp_path / "elsewhere")
    for number, copy in enumerate(sorted((root / "copies").glob("*.txt"), reverse=True)):
        copy.rename(copy.with_name(f"Untitled {number}.bak"))
    assert files(built(root, "class", "--copies", str(root / "copies"))) == files(editions["class"])


def test_of_a_damaged_copy_the_damaged_passage_alone_is_printed_as_precis(tmp_path):
    root = copy_of_reader(tmp_path / "damaged")
    copy = root / "copies" / "download (2).txt"
    copy.write_bytes(copy.read_bytes().replace(b"it held four", b"it held five"))
    assert main(["--root", str(root), "build", "--edition", "class", "--copies", str(root / "copies")]) == 1
    report = json.loads((root / "_build" / "class" / "report.json").read_text("utf-8"))
    assert [(p["code"], p["facts"]["passage"]) for p in report["problems"]] == [("copy-damaged", "W12")]
    assert [gate for gate in report["gates"] if not gate["ok"]] == []
    for name in ("reader.pdf", "the-reservoir.html"):
        text = plain(words_of(root / "_build" / "class")[name])
        assert (CANARY in text, "should have held eleven" in text) == (True, False)


def test_the_class_edition_prints_the_texts_and_the_public_edition_none_of_them(editions):
    for name in ("reader.pdf", "the-reservoir.html"):
        assert CANARY in plain(words_of(editions["class"])[name])
    known = known_runs({s: (READER / "expected" / f"{s}.txt").read_text("utf-8") for s in "KW"})
    found = {name: list(leaks(text, known)) for name, text in words_of(editions["public"]).items()}
    assert {name for name, leak in found.items() if leak} == set()
    assert b"weighed twice and entered" not in b"".join(
        p.read_bytes() for p in editions["public"].rglob("*") if p.is_file()
    )


def test_words_beside_the_pages_are_seen_by_the_gate(tmp_path):
    """A withheld sentence in a picture's description, in an address and in the book's own description is a leak."""
    root = copy_of_reader(tmp_path / "reader")
    registry = (root / "sources" / "reservoir-1984" / "passages.jsonl").read_text("utf-8")
    canary = next(row["canary"] for row in map(json.loads, registry.splitlines()) if row.get("id") == "W8")
    text = (READER / "expected" / "W.txt").read_text("utf-8")
    planted = next(" ".join(run) for run in runs(words(text)) if digest(" ".join(run)) == canary)
    with (root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(f"reader_description = {planted!r}\n")
    page = root / "book" / "preface.md"
    page.write_text(page.read_text("utf-8").replace("with seven marks", planted), "utf-8")
    assert main(["--root", str(root), "build"]) == 1
    report = json.loads((root / "_build" / "public" / "report.json").read_text("utf-8"))
    assert [gate["name"][:8] for gate in report["gates"] if not gate["ok"]] == ["words of"]
    found = {f"{path.name}: {said.count(planted)}" for path, said in readable(root / "_build" / "public")}
    assert {"preface.html: 1", "reader.pdf: 3"} <= found


@EDITIONS
def test_numbers_are_the_same_everywhere(editions, edition):
    ids = {f"K{n}" for n in range(1, 24)} | {f"W{n}" for n in range(1, 14)}
    pages = "".join(p.read_text("utf-8") for p in editions[edition].rglob("*.html"))
    assert ids <= set(re.findall(r'\bid="([^"]+)"', pages))
    assert ids <= destinations(editions[edition] / "reader.pdf")


def test_reading_texts_are_written_where_they_are_carried(editions):
    for siglum in "KW":
        expected = (READER / "expected" / f"{siglum}.txt").read_text("utf-8")
        assert (editions["class"] / "texts" / f"{siglum}.txt").read_text("utf-8") == expected
    assert not (editions["public"] / "texts").exists()


def test_every_page_before_the_teaching_notes_is_the_class_edition(editions):
    def pages(edition):
        with pypdfium2.PdfDocument(editions[edition] / "reader.pdf") as pdf:
            return [page.get_textpage().get_text_range() for page in pdf]

    class_, instructor = pages("class"), pages("instructor")
    added = next(n for n, text in enumerate(instructor) if "Teaching Notes" in text and n > 6)
    own = [n for n in range(len(class_)) if class_[n] != instructor[n]]
    # The title page and the imprint name the edition; the contents list its last part.
    assert all(n < 6 for n in own)
    assert len(class_) <= added


@EDITIONS
def test_pictures_of_chapters_are_on_the_page_and_in_print(editions, edition):
    page = (editions[edition] / "html" / "preface.html").read_text("utf-8")
    address = re.search(r'<img [^>]*src="([^"]+gauge.png)"', page)[1]
    assert (editions[edition] / "html" / address).is_file()
    with pypdfium2.PdfDocument(editions[edition] / "reader.pdf") as pdf:
        assert sum(1 for page in pdf for _ in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])) == 1


def test_hostile_words_of_a_source_are_characters_and_fetch_nothing(editions):
    page = (editions["class"] / "html" / "the-reservoir.html").read_text("utf-8")
    assert "<script>alert" not in page
    assert "example.org/x.png" not in re.sub(r">[^<]*<", "><", page)
    for printed in (page, text_of_pdf(editions["class"] / "reader.pdf")):
        seen = plain(html.unescape(printed))
        for hostile in ("{include} /etc/passwd", "<script>alert(1)</script>", "**stars**", "$x^2$"):
            assert hostile in seen
