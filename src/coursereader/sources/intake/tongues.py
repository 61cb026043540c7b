"""Tongues: which languages a text is in, by its letters and its commonest words; which English, by its spelling."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

_WORD = re.compile(r"[^\W\d_]+")
_COMMON: Mapping[str, str] = {
    "en": "the and of to that was with for they from which were have not his are this",
    "de": "der die und das nicht ist ein eine mit auf von den dem sich auch wir sie",
    "fr": "les des est une dans que pour qui pas sur avec sont nous était cette aux",
    "es": "los las una que por con para del está como más pero sus fue este",
    "it": "che della sono una con per gli nel alla più dei questo anche era",
    "pt": "que uma com para não dos das mais foi pelo ele como você",
    "nl": "het een van dat niet met zijn voor werd ook aan naar deze",
}
_LANGUAGE = {word: tag for tag, words in _COMMON.items() for word in words.split()}
_SCRIPTS: Mapping[str, str] = {
    "ja": "\u3040-\u30ff",
    "zh": "\u3400-\u9fff",
    "ko": "\uac00-\ud7af",
    "ru": "\u0400-\u04ff",
    "el": "\u0370-\u03ff",
    "ar": "\u0600-\u06ff",
    "he": "\u0590-\u05ff",
    "hi": "\u0900-\u097f",
    "th": "\u0e00-\u0e7f",
}
_SPELLINGS = re.compile(
    r"\b(?:(?P<gb>\w*(?:colour|labour|honour|favour|harbour|neighbour|behaviour)\w*|centre\w*|theatres?|metres?|litres?"
    r"|grey|defence|programmes?|travell\w+|\w+isation|organis\w+|realis\w+)"
    r"|(?P<us>\w*(?:color|labor|honor|favor|harbor|neighbor|behavior)(?:s|ed|ing|ful|able)?|center\w*|theaters?|meters?"
    r"|liters?|gray|defense|programs?|travel(?:ed|ing|er)\w*|\w+ization|organiz\w+|realiz\w+))\b",
    re.IGNORECASE,
)
#: A language is named where it has so large a part of the words that tell.
_PART = 0.03
_SAMPLE = 1_000_000


def languages(text: str) -> tuple[str, ...]:
    """Return tags of the languages of a text, the one with most words first; English where nothing tells.

    >>> languages("The clerk and the widow were with the lamps, 他们没有油。")
    ('en', 'zh')
    """
    sample = text[:_SAMPLE]
    counts: Counter[str] = Counter()
    for word in _WORD.findall(sample):
        if tag := _LANGUAGE.get(word.lower()):
            counts[tag] += 2
    for tag, letters in _SCRIPTS.items():
        counts[tag] += len(re.findall(f"[{letters}]", sample)) // (2 if tag in ("ja", "zh", "ko") else 8)
    if counts["ja"]:
        counts["ja"] += counts.pop("zh", 0)
    most = max(counts.values(), default=0)
    found = [tag for tag, count in counts.most_common() if count and count >= max(2, _PART * most)]
    return tuple(found) or ("en",)


def spelling(text: str) -> str:
    """Return ``en-GB``, ``en-US`` or ``mixed``; ``en-US`` where no word tells.

    >>> spelling("The colour of the harbour lamps was grey.")
    'en-GB'
    """
    found = Counter(match.lastgroup for match in _SPELLINGS.finditer(text[:_SAMPLE]))
    british, american = found["gb"], found["us"]
    if min(british, american) * 5 > max(british, american):
        return "mixed"
    return "en-GB" if british > american else "en-US"
