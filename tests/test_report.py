"""The report of a build says what is shown as précis, and by which edition texts are printed."""

import pytest

from coursereader.commands.build import printing
from coursereader.commands.report import Report, show
from coursereader.edition.editions import Choice, Edition
from coursereader.text.problem import Problem

PROBLEM = Problem("refs.bib", 2, "work-lent", "a work is lent", (), "ask for it")


def report(tmp_path, **said):
    facts = {"chapters": (), "pages": {}, "gates": (), "timings": {}, "missing": (), "unknown": (), "advised": ""}
    facts |= {"edition": "open", "problems": (), "as_precis": (), "html": tmp_path / "a", "pdf": tmp_path / "b"}
    return Report(**facts | said)


def edition(key, prints):
    return Edition(key, key.capitalize(), prints, "", ())


@pytest.mark.parametrize(
    ("editions", "advised"),
    [
        ([("open", "precis"), ("seminar", "text"), ("library", "text")], "seminar"),
        ([("seminar", "text"), ("library", "text")], "seminar"),
        ([("open", "precis")], ""),
    ],
)
def test_an_edition_that_prints_texts_is_advised(editions, advised):
    known = tuple(edition(*one) for one in editions)
    assert printing(Choice(known[0], known, ())) == advised


def test_the_advice_names_that_edition(tmp_path, capsys):
    show(report(tmp_path, as_precis=("The Lamps",), advised="seminar"))
    assert "nox -s build -- --edition seminar --copies FOLDER" in capsys.readouterr().out


def test_there_is_no_advice_where_copies_were_given(tmp_path, capsys):
    show(report(tmp_path, as_precis=("The Lamps",), unknown=("lamp.txt",)))
    said = capsys.readouterr().out
    assert "1 work is shown" in said
    assert "lamp.txt: not a witness of any source" in said
    assert "--copies" not in said


def test_one_problem_is_one_problem(tmp_path, capsys):
    show(report(tmp_path, problems=(PROBLEM,)))
    assert "0 of 0 gates hold, 1 problem, 0 s" in capsys.readouterr().out
