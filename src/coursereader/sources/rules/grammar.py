"""Grammar: whether two words can stand side by side, and which short word between them would make them fit.

A small table of English function words, and nothing more: it tells what cannot be, never what must be.
"""

from __future__ import annotations

import math
import re

from .dictionary import is_word
from .usage import Usage, plain


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ARTICLES = _set("a an the")
_POSSESSIVES = _set("my your his its our their whose every each")
_QUANTIFIERS = _set("both some several many most all few this that these those no any much various certain another")
#: Prepositions that always want something behind them; “in”, “on”, “up” may close a verb and are not here.
_STRICT = _set(
    "of from into at with against during despite among between toward towards upon until amid beside per via"
)
PREPOSITIONS = _STRICT | _set(
    "in on to by for over under about through within without across behind beyond after before since near as than"
    " around along inside outside onto throughout unlike like"
)
CONJUNCTIONS = _set(
    "and or but nor because although though whether while where if unless that which who whom when than"
)
_MODALS = _set("will would can could may might shall should must cannot")
_BE = _set("is are was were be been being am")
_FINITE = _set("is are was were had has have do does did will would can could may might shall should must")
_SUBJECTS = _set("i he she we they it you who which that")
_DEGREE = _set("far very quite rather too fairly somewhat extremely highly increasingly entirely")
#: Verbs that take no object: what follows them needs a preposition.
_INTRANSITIVE = _set(
    "appeared arrived came went fell rose died happened occurred emerged existed lived vanished disappeared lay sat"
    " slept waited belonged consisted depended relied resulted participated resided flocked migrated perished"
    " appear arrive come go fall rise die happen occur emerge exist live vanish belong consist depend rely result"
)
_OPENERS = _set(
    "the a an he she it they we i you this that these those there here but and or if when while as although though"
    " because since after before in on at for from by with what why how who where yet so then thus however not no"
    " his her its their our my one some many most all such even only once until"
)
_DETERMINERS = ARTICLES | _set("my your its our their every")
#: What cannot follow a determiner, a strict preposition, a modal verb, a form of “be”, an infinitive’s “to”.
_BEHIND_NO_DETERMINER = (
    (PREPOSITIONS - _set("in on over under inside outside near like about up after")) | CONJUNCTIONS | _FINITE
) | (ARTICLES | _BE)
_BEHIND_NO_PREPOSITION = _set("and or but of by with") | (_FINITE - _set("can will may might do"))
_BEHIND_NO_MODAL = ARTICLES | (_BE - {"be"}) | _set("of and or has had did was to in by")
_BEHIND_NO_BE = _set("is are was were had has did will would can could")
_BEHIND_NO_TO = _set("was were is are has had did and or of been i he she we they")
_PERFECT = _set("had have has having")
_LINKS = _set("and or but nor because although whether unless")
#: What opens the object of a verb, but for “that”.
_OBJECTS = (ARTICLES | _QUANTIFIERS | _set("his her its their our my")) - {"that"}
#: Words that cannot end a sentence.
_WANTING = ARTICLES | _POSSESSIVES | _STRICT | _set("and or but nor to for by than as because whose which that")
#: Titles behind which a name follows.
_TITLES = _set(
    "chairman president premier comrade marshal general colonel captain professor doctor minister secretary king queen"
    " prince emperor sir lord lady saint mount lake cape fort"
)
_ABBREVIATED = _set("mr. mrs. ms. dr. prof. rev. capt. lt. col. gen.")
#: Short words that a page end may have swallowed, the likeliest first.
_SUPPLY = ("a", "the", "in", "of", "to", "by", "an", "on", "and", "at", "for", "it", "was", "is", "as", "from", "with")
_TENS = re.compile(
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-\w+|\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty\b"
)
_CLAUSE = re.compile(r"[,;:—()“”\"]|\b(?:and|but|or|that|which|who|when|while|because|if|where)\b", re.IGNORECASE)
_TAIL = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def fits(before: str, first: str, usage: Usage) -> bool:
    """Tell whether a text that ends so may go on with a word; in doubt it may not.

    >>> [fits("the lamps of", word, Usage("")) for word in ("the", "and")]
    [True, False]
    >>> fits("It appeared", "some", Usage(""))
    False
    """
    last, first = last_word(before), plain(first)
    if not last:
        return False
    if last in ("a", "an") and _wrong_article(last, first):
        return False
    return not any(test(last, first) for test in _MISFITS) and not _wants_preposition(before, last, first, usage)


def last_word(text: str) -> str:
    """Return the last word of a text in lower case.

    >>> last_word("by the Widow’s lamp-oil,")
    'lamp-oil'
    """
    found = _TAIL.findall(text[-60:])
    return plain(found[-1]) if found else ""


def _wrong_article(article: str, first: str) -> bool:
    """Tell whether “a” or “an” cannot stand before a word: by its sound, or because it counts more than one."""
    if _TENS.fullmatch(first):
        return True
    vowel = re.match(r"(?!uni|use|usu|eu|one|once|ut[ei]|ubi|u\b)[aeiou]|hour|heir|honou?r|honest|8", first) is not None
    return vowel != (article == "an") and first.isalpha()


def _bare_article(last: str, first: str) -> bool:
    return last in _DETERMINERS and first in _BEHIND_NO_DETERMINER


def _bare_preposition(last: str, first: str) -> bool:
    if last in PREPOSITIONS and first in _DEGREE:
        return True
    return last in _STRICT and first in _BEHIND_NO_PREPOSITION


def _bare_verb(last: str, first: str) -> bool:
    if last in _MODALS:
        return first in _BEHIND_NO_MODAL
    if last in _BE:
        return first in _BEHIND_NO_BE
    return last == "to" and first in _BEHIND_NO_TO


def _bare_conjunction(last: str, first: str) -> bool:
    return last in _LINKS and first in ("and", "or", "nor", "of")


_MISFITS = (_bare_article, _bare_preposition, _bare_verb, _bare_conjunction)


def _wants_preposition(before: str, last: str, first: str, usage: Usage) -> bool:
    """Tell whether a verb stands before “the”, “some” or “both” though it may take no object there."""
    if first not in _OBJECTS:
        return False
    if last in _INTRANSITIVE:
        return True
    if not last.endswith("ed") or not is_word(last) or len(last) < 5:
        return False
    if any(usage.pairs.get((last, word), 0) for word in (*ARTICLES, "his", "their", "its") if word != first):
        return False
    clause = _TAIL.findall(_CLAUSE.split(before[-200:])[-1])[:-1]
    above = [plain(word) for word in clause]
    if not above or above[-1] in _SUBJECTS | _PERFECT:
        return False
    # “The oaf limited both” has its subject; in “… knew him as an oaf limited both” the verb stands elsewhere.
    return any(word in PREPOSITIONS | _BE or (word.endswith("ed") and len(word) > 4) for word in above)


def supplements(before: str, first: str, usage: Usage, most: int = 3) -> tuple[str, ...]:
    """Return the short words that fit best between a text and the word it goes on with, the likeliest first.

    >>> supplements("at the heart of the age. In", "far", Usage("In a jar. A far lamp."), 1)
    ('a',)
    >>> supplements("the only one out of a", "sixty-four", Usage(""), 1)
    ('total of',)
    """
    before, last = before[-200:], last_word(before)
    if last == "a" and _TENS.fullmatch(plain(first)):
        return ("total of", "group of")[:most]
    scored = []
    for rank, word in enumerate(_SUPPLY):
        if last in PREPOSITIONS and plain(first) in _DEGREE and word not in ARTICLES:
            continue
        if word in (last, plain(first)) or not _fits_behind(last, word) or not fits(f"{before} {word}", first, usage):
            continue
        pairs = usage.pairs.get((last, word), 0), usage.pairs.get((word, plain(first)), 0)
        scored.append((-sum(math.log1p(count) for count in pairs) - _likely(last, word), rank, word))
    return tuple(word for _, _, word in sorted(scored)[:most])


def _fits_behind(last: str, word: str) -> bool:
    """Tell whether a supplement may stand behind the last word before the break."""
    if last in ARTICLES | PREPOSITIONS and word in PREPOSITIONS | _BE | {"and", "it"}:
        return last in PREPOSITIONS and word == "it"
    return not any(test(last, word) for test in _MISFITS)


def _likely(last: str, word: str) -> float:
    """Weigh a supplement by what its neighbour is: an article behind a preposition, a preposition behind a verb."""
    if last in PREPOSITIONS:
        return 3.0 if word in ARTICLES else 0.0
    if last in _INTRANSITIVE or last.endswith("ed"):
        return {"in": 3.0, "by": 2.0, "to": 1.5}.get(word, 1.0 if word in PREPOSITIONS else 0.0)
    return 1.0 if word in ("of", "and", "in", "the") else 0.0


def opens_sentence(word: str) -> bool:
    """Tell whether a capitalised word is one that opens sentences and is no name.

    >>> opens_sentence("The"), opens_sentence("Harrowgate")
    (True, False)
    """
    return plain(word) in _OPENERS


def wants_more(text: str) -> bool:
    """Tell whether a text cannot end with its last word: an article, a preposition, a conjunction, a title.

    >>> wants_more("the lamps of the"), wants_more("the lamps")
    (True, False)
    """
    if text.endswith("."):
        return abbreviated(text)
    return last_word(text) in _WANTING or last_word(text) in _TITLES


def abbreviated(text: str) -> bool:
    """Tell whether a text ends with the short form of a title, whose full stop ends no sentence.

    >>> abbreviated("He met Mr."), abbreviated("See Exhibit A.")
    (True, False)
    """
    return text[-12:].split()[-1:][0].lower() in _ABBREVIATED if text.strip() else False
