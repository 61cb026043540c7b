"""What ``propose`` tells an editor besides edits and queries."""

from coursereader.__main__ import main

WORKS = """
[[rule]]
name = "attribution-marks"
works = [{ cite = "interview-1979", symbol = "<K>", named = ["Tape 14"] }]
"""


def test_passages_of_a_compilation_that_no_mark_reaches_are_named(reader, capsys):
    toml = reader / "sources" / "reservoir-1984" / "source.toml"
    toml.write_text(toml.read_text("utf-8").replace('kind = "prose"', 'kind = "compilation"') + WORKS, "utf-8")
    main(["--root", str(reader), "propose", "--copies", str(reader / "copies")])
    said = [line.strip() for line in capsys.readouterr().out.splitlines() if "no mark reaches" in line]
    assert said == ["no mark reaches " + ", ".join(f"W{number}" for number in range(1, 14))]
