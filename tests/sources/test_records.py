"""Records that were damaged by hand or by a merge are told from sound ones, with copies and without."""

import ast
import json
from pathlib import Path

import pytest
from tests.conftest import READER

from coursereader.sources import rules
from coursereader.sources.agree import agree
from coursereader.sources.collection import load_sources
from coursereader.sources.ledger import load_ledger
from coursereader.sources.names import load_names, unreadable_names
from coursereader.sources.options import SETTINGS
from coursereader.sources.propose import propose, prove
from coursereader.sources.registry import load_registry
from coursereader.sources.rights import load_rights
from coursereader.sources.rules import RULES

LEDGER = "base.ledger.jsonl"
PASSAGES = "passages.jsonl"


@pytest.fixture
def lake(reader):
    """The source W of a reader that may be damaged."""
    return {source.siglum: source for source in load_sources(reader)[0]}["W"]


def changed(path, place, **fields):
    """Write other fields into one row of a file of records."""
    lines = path.read_text("utf-8").splitlines()
    lines[place] = json.dumps({**json.loads(lines[place]), **fields})
    path.write_text("\n".join(lines) + "\n", "utf-8")


def codes(problems):
    return {problem.code for problem in problems}


@pytest.mark.parametrize("ends", ["", "\n\n", "\r\n"])
def test_the_end_of_the_file_makes_no_difference(ends, lake, reader, raws, names):
    sound = load_ledger(lake.ledger(), reader), load_registry(lake, reader)
    for name in (LEDGER, PASSAGES):
        path = lake.folder / name
        path.write_bytes(path.read_bytes().rstrip(b"\n") + ends.encode())
    assert (load_ledger(lake.ledger(), reader), load_registry(lake, reader)) == sound
    assert agree(lake, reader) == []
    assert prove(propose(lake, reader, raws["W"], names), reader) == []


@pytest.mark.parametrize(("name", "code"), [(LEDGER, "ledger-stale"), (PASSAGES, "passages-stale")])
def test_a_last_row_that_is_gone_is_found(name, code, lake, reader, raws, names):
    path = lake.folder / name
    path.write_text("\n".join(path.read_text("utf-8").splitlines()[:-1]), "utf-8")
    assert code in codes(prove(propose(lake, reader, raws["W"], names), reader))


@pytest.mark.parametrize(("name", "code"), [(LEDGER, "ledger-invalid"), (PASSAGES, "passages-invalid")])
def test_records_in_another_encoding_are_a_problem(name, code, lake, reader, raws, names):
    path = lake.folder / name
    proposal = propose(lake, reader, raws["W"], names)
    path.write_bytes(path.read_text("utf-8").replace("lamp", "lämp").encode("latin-1", "replace"))
    assert codes(prove(proposal, reader)) == {code}
    assert codes(agree(lake, reader)) == {code}


@pytest.mark.parametrize(
    ("name", "damage", "codes_"),
    [
        ("decisions.toml", '[[make]]\nfind = "lamp', {"decision-invalid"}),
        (PASSAGES, "null\n", {"passages-invalid"}),
        (PASSAGES, "", {"passages-invalid"}),
        (PASSAGES, '{"version": "", "date": "", "witness": "00"}\n', {"passages-stale"}),
    ],
)
def test_nothing_is_proposed_from_records_that_cannot_be_trusted(name, damage, codes_, lake, reader, raws, names):
    (lake.folder / name).write_text(damage, "utf-8")
    proposal = propose(lake, reader, raws["W"], names)
    assert proposal.files == ()
    assert codes(proposal.problems) == codes_


def test_another_base_witness_is_numbered_afresh_when_asked_and_not_released(lake, reader, raws, names):
    path = lake.folder / PASSAGES
    changed(path, 0, witness="00")
    assert codes(agree(lake, reader)) == {"passages-stale"}
    assert propose(lake, reader, raws["W"], names, renumber=True).files != ()
    changed(path, 0, version="1.0")
    assert propose(lake, reader, raws["W"], names, renumber=True).files == ()


@pytest.mark.parametrize(
    "damage",
    [
        {"at": "x"},
        {"at": []},
        {"at": -1},
        {"at": None},
        {"at": 1_000_000},
        {"length": 1.5},
        {"length": True},
        {"kind": "guess"},
        {"kind": "transposition"},
        {"kind": []},
        {"status": "done"},
        {"certainty": "sure"},
        {"before": 7},
        {"alternatives": 7},
        {"blanks": [7]},
        {"to": 3},
        {"wrods": 1},
    ],
)
def test_a_row_of_a_ledger_that_is_none_is_a_problem(damage, lake, reader):
    changed(lake.ledger(), 3, **damage)
    assert codes(agree(lake, reader)) == {"ledger-invalid"}


@pytest.mark.parametrize("line", ["null", "7", "[]", '"at"', "{}", "{"])
@pytest.mark.parametrize(("name", "code"), [(LEDGER, "ledger-invalid"), (PASSAGES, "passages-invalid")])
def test_a_line_that_is_no_row_is_a_problem(line, name, code, lake, reader):
    path = lake.folder / name
    path.write_text(path.read_text("utf-8") + line, "utf-8")
    assert codes(agree(lake, reader)) == {code}


@pytest.mark.parametrize(
    "damage",
    [
        {"id": "W2"},
        {"id": "K3"},
        {"order": 5},
        {"spans": [[-1, 794]]},
        {"spans": [[487, 1_000_000]]},
        {"spans": [[794, 487]]},
        {"spans": []},
        {"spans": [[487, "x"]]},
        {"spans": [[486, 793]]},
        {"spans": [[488, 795]]},
        {"spans": [[487, 700]]},
        {"characters": 306},
        {"kind": "poem"},
        {"status": "gone"},
        {"status": "retired"},
        {"anchors": [[3, "9577a820bb15bd56"]]},
        {"anchors": 3},
        {"heading": None},
        {"cite": 3},
        {"wrods": 1},
    ],
)
def test_a_passage_that_does_not_fit_is_a_problem(damage, lake, reader):
    changed(lake.folder / PASSAGES, 3, **damage)
    assert codes(agree(lake, reader)) == {"passages-invalid"}


def test_an_emptied_ledger_is_found(lake, reader):
    lake.ledger().write_text("", "utf-8")
    assert codes(agree(lake, reader)) == {"passages-invalid"}


@pytest.mark.parametrize("by", [-3, -1, 1, 3])
def test_shifted_spans_are_found(by, lake, reader):
    path = lake.folder / PASSAGES
    first, *rows = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    for fields in rows:
        fields["spans"] = [[max(0, a + by), b + by] for a, b in fields["spans"]]
    path.write_text("".join(json.dumps(row) + "\n" for row in [first, *rows]), "utf-8")
    assert codes(agree(lake, reader)) == {"passages-invalid"}


RIGHTS = """
[kettle1902]
holder = "the maker"
basis = "asked"
evidence = "a letter"
decided_by = "the editor"
expiry = "{expiry}"
{edition} = "full"
"""


@pytest.mark.parametrize(
    ("expiry", "edition", "expected"),
    [
        ("", "public", set()),
        ("2020-01-01", "public", set()),
        ("2019-12-31", "public", {"rights-expired"}),
        ("never", "public", {"rights-invalid"}),
        ("20300101", "public", {"rights-invalid"}),
        ("", "pubic", {"rights-invalid"}),
    ],
)
def test_rights_end_when_they_say_and_name_editions_that_are(expiry, edition, expected, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1577836800")
    path = tmp_path / "sources" / "rights.toml"
    path.parent.mkdir()
    path.write_text(RIGHTS.format(expiry=expiry, edition=edition), "utf-8")
    assert codes(load_rights(path, ("public", "class"))[1]) == expected


def test_rights_that_have_expired_still_say_what_is_printed(tmp_path):
    path = tmp_path / "sources" / "rights.toml"
    path.parent.mkdir()
    path.write_text(RIGHTS.format(expiry="1999-12-31", edition="public"), "utf-8")
    rights, problems = load_rights(path)
    assert codes(problems) == {"rights-expired"}
    assert rights.allows("kettle1902", "public").level == "full"


def test_people_in_another_encoding_are_a_problem(reader):
    assert unreadable_names(reader) == []
    (reader / "book" / "data" / "people.csv").write_bytes("name\nÅsa Lindgren\n".encode("latin-1"))
    assert codes(unreadable_names(reader)) == {"people-invalid"}
    assert "Åsa Lindgren" not in load_names(reader)


def test_every_setting_that_a_rule_reads_is_known():
    read = set()
    for path in Path(rules.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"settings.strings", "settings.options.get"}:
                read.add(node.args[0].value)
    assert {name for names in SETTINGS.values() for name in names} == read | {"works"}
    assert SETTINGS.keys() <= RULES.keys()


def test_the_invented_reader_agrees(sources):
    assert [problem for source in sources.values() for problem in agree(source, READER)] == []


@pytest.mark.parametrize(
    "damage", ["rule = 7", 'rule = ["line-ends"]', "[[rule]]\nnam = 'line-ends'", "[rule]\nname = 'x'"]
)
def test_a_description_that_is_none_is_a_problem(damage, reader):
    path = reader / "sources" / "reservoir-1984" / "source.toml"
    text = path.read_text("utf-8").partition("[[rule]]")[0].partition("[find]")
    witness = text[2][text[2].index("[[witness]]") :]
    top = damage if damage.startswith("rule") else ""
    path.write_text(f"{text[0]}{top}\n{witness}\n{'' if top else damage}\n", "utf-8")
    assert codes(load_sources(reader)[1]) == {"source-invalid"}
