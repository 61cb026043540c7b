"""Labels nobody named: what recurs at the starts of paragraphs in the form that labels have."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from .heads import PHRASE, Head, finder, opens

#: So often a phrase must stand before it is asked about.
RECURS = 3
#: Forms that hardly anything but a label has; one is enough beside speakers that are named.
_STRONG = frozenset({"tab", "voice", "chevrons"})
_HAN = re.compile(r"[\u3400-\u9fff]{1,6}")
_PARTICLES = frozenset(
    ("of", "the", "de", "da", "di", "du", "la", "le", "van", "von", "der", "bin", "ibn", "and", "al", "el", "y")
)
#: Words before a colon that open a remark, a list, a record or an address, and name nobody.
_NO_NAMES = """
    about abstract address again aim aims also although and answer appendix article author authors avenue background
    because bibliography book but by caption category caution cc chapter city citation click comment comments conclusion
    consider contact contents copyright country credit credits date dear description details duration edit email
    edition example examples exercise fact fax figure figures first footnote for from genre hence here hint however
    illustration image important index introduction isbn issn item key keywords kind language later length lesson line
    link links list location map mark meaning method more name names never nevertheless next no nor note notes now
    objective objectives observe once or order page pages part phone photo photograph picture place plus
    poem posted preface price problem proof ps publisher published question questions rating re read recall references
    related remark remember result results review scene second section see series share sidebar so solution source
    sources spoiler stage step story subject subtitle summary table tags tel telephone then therefore third this
    thus time tip title to today topic total translation type update updated url version video vol volume warning
    website what when where which who why year yes yet http https ftp mailto"""
#: What stands in brackets and is heard, not said.
_HEARD = """
    applause cheering cheers coughs cough crosstalk foreign inaudible indistinct laughing laughs laughter music
    noise pause pauses sighs silence singing speaking unintelligible whispers"""


_NOBODY = frozenset((_NO_NAMES + " " + _HEARD).split())


@dataclass(frozen=True, slots=True)
class Label:
    """A phrase that stands where labels stand, with how often, and where first."""

    name: str
    form: str
    count: int
    start: int
    end: int


def unnamed(text: str, speakers: Collection[str], often: int = RECURS) -> list[Label]:
    """Return the labels of a text that are none of its named speakers' and stand so often, by where they first stand.

    >>> [(label.name, label.count) for label in unnamed("Clerk: One.\\n\\nWidow: Two.\\n\\n" * 3, ["Clerk"])]
    [('Widow', 3)]
    """
    known = {spelt for name in speakers for spelt in (name, name.upper())}
    found: dict[tuple[str, str], list[Head]] = {}
    for head in _HEADS(text):
        form = "timed" if head.form == "alone" and head.after[0] < head.after[1] else head.form
        if head.name not in known and is_name(head.name, form) and opens(text, head.start):
            found.setdefault((head.form, head.name), []).append(head)
    enough = {key: heads for key, heads in found.items() if len(heads) >= (1 if _known(key[0], speakers) else often)}
    labels = [_label(heads) for heads in _conversing(enough).values()]
    return sorted(labels, key=lambda label: label.start)


#: Every head of a text, whatever its name.
_HEADS = finder(rf"(?:{PHRASE}|[\u3400-\u9fff]{{1,6}})")


def _known(form: str, speakers: Collection[str]) -> bool:
    return bool(speakers) and form in _STRONG


def _label(heads: Iterable[Head]) -> Label:
    first, *rest = heads
    return Label(first.name, first.form, 1 + len(rest), first.name_start, first.name_end)


def _conversing(found: Mapping[tuple[str, str], list[Head]]) -> dict[tuple[str, str], list[Head]]:
    """Drop forms that headings and running heads have, too, unless two take turns in them."""
    voices = [form for form, _ in found]
    return {
        (form, name): heads
        for (form, name), heads in found.items()
        if form not in ("alone", "brackets", "stop")
        or voices.count(form) > 1
        or all(head.time or head.after[0] < head.after[1] for head in heads)
    }


def is_name(phrase: str, form: str) -> bool:
    """Tell whether a phrase can be what a speaker is called.

    >>> [is_name(phrase, "colon") for phrase in ("Clerk", "Speaker 1", "记者", "He said", "Remember")]
    [True, True, True, False, False]
    """
    if _HAN.fullmatch(phrase):
        return form not in ("alone", "stop")
    words = phrase.split()
    lower = [word.strip(".").lower() for word in words]
    if lower[0] in _NOBODY or lower[-1] in _HEARD.split() or len(phrase) > 40:
        return False
    if form in ("alone", "stop") and not phrase.isupper():
        return False
    return words[0][0].isupper() and all(
        word[0].isupper() or word in _PARTICLES or word.strip("#").isdigit() for word in words
    )
