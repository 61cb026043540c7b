"""Passages of a compilation are credited to the works its marks name, and no further."""

from coursereader.sources.attribution import Work, credit, marks

KNOWN = [Work("kettle1902", "<K>", ("The Kettle",), ("wrote in The Kettle",)), Work("lamp1931", "", ("Lamp Papers",))]


def credited(*paragraphs, headings=()):
    """Credit paragraphs; a heading stands above those whose places are named."""
    found = [list(marks(text, KNOWN)) for text in paragraphs]
    opens = [place in headings for place in range(len(paragraphs))]
    return [(one.cite, one.known) for one in credit(paragraphs, found, opens, KNOWN, "compiler")]


def test_a_mark_credits_its_own_paragraph():
    assert credited("One. [Source: Lamp Papers]", "Two.") == [("lamp1931", "mark"), ("compiler", "compiler")]


def test_the_same_as_above_is_the_last_work_named():
    assert credited("One. [Source: Lamp Papers]", "Two. [Ibid]")[1] == ("lamp1931", "mark")


def test_what_stands_between_a_lead_in_and_its_mark_belongs_to_the_work():
    run = credited("The clerk wrote in The Kettle: one.", "Two.", "Three. <K>")
    assert run == [("kettle1902", "lead-in"), ("kettle1902", "run"), ("kettle1902", "mark")]


def test_what_stands_between_marks_of_two_works_is_the_compilers():
    assert credited("One. <K>", "Two.", "Three. [Source: Lamp Papers]")[1] == ("compiler", "compiler")


def test_a_heading_ends_a_run():
    assert credited("One. <K>", "Two.", "Three. <K>", headings=(2,))[1] == ("compiler", "compiler")
