"""Offers: what a query's alternative comes to, as some are words and some say what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .decide import Question

#: How far from a query a sign may be put in.
_FAR = 4000
_KEEP = {"keep", "keep both"}
_DROP = re.compile(r"cut|drop it|drop this \S+|drop the words|cut this paragraph")
_INSERT = re.compile(r"insert (\S+) (before|behind) “(.+)”")
_SAID = re.compile(r"(?:cut|drop|insert|keep) ")


@dataclass(frozen=True, slots=True)
class Answer:
    """Words that are to stand in a query's place, or in another; None where all stays as it is."""

    question: Question
    instead: str | None


def meant(question: Question, offer: str) -> Answer | None:
    """Return what an offer comes to; None where it says something that only an editor can do.

    What a rule says of a word is a word, even where it looks like a thing to do.
    """
    stands = question.text[question.start : question.end]
    if offer == stands or (offer in _KEEP and question.row.kind != "join" and not _is_word(question)):
        return Answer(question, None)
    if _is_word(question) and " " not in offer:
        return Answer(question, offer)
    if offer.replace(" ", "") == stands.replace(" ", ""):
        return Answer(question, offer)
    if _DROP.fullmatch(offer):
        return Answer(question, "")
    if told := _INSERT.fullmatch(offer):
        return _put_in(question, *told.groups())
    return None if _SAID.match(offer) else Answer(question, offer)


def _is_word(question: Question) -> bool:
    """Tell whether a query is about one word and how it is spelt."""
    words = question.text[question.start : question.end].strip()
    return question.row.kind == "emendation" and words.isalpha()


def _put_in(question: Question, sign: str, side: str, words: str) -> Answer | None:
    """Return the place where a sign goes; None where its words do not stand once on that side."""
    text, at = question.text, question.start
    low, high = (max(0, at - _FAR), at) if side == "before" else (at, min(len(text), at + _FAR))
    if text.count(words, low, high) != 1:
        return None
    place = text.index(words, low, high) + (len(words) if side == "behind" else 0)
    return Answer(replace(question, start=place, end=place), sign)
