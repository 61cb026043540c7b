"""Chinese: characters that only look right, blanks between them, and marks of the wrong width."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from opencc import OpenCC

from .finding import Finding, Settings
from .shields import shielded

_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
#: Kana and Hangul: Japanese and Korean set marks by their own rules.
_OTHERS = re.compile("[\u3041-\u30ff\uac00-\ud7a3]")
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_LOOK_ALIKE = re.compile("[\u2e80-\u2ef3\u2f00-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f]")
#: Radicals of the supplement that are drawn as whole characters are, from Unicode's EquivalentUnifiedIdeograph.
_RADICALS = dict(
    zip(
        "⺟⺠⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "母民西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
_FULL_WIDTH = re.compile("[Ａ-Ｚａ-ｚ０-９]+")
_SPREAD = re.compile(f"(?:(?<=[^{_HAN}])|\\A)[{_HAN}](?: [{_HAN}]){{5,}}(?![{_HAN}])")
#: Small words without which no line of six characters is a sentence; a list of names has none.
_SMALL = re.compile("[的是不了在有和也这這那一为為与與之就都上到]")
_BY_MARK = re.compile(f"(?<=[，。、；：？！]) +(?=[{_HAN}“‘《（「])|(?<=[{_HAN}”’》）」]) +(?=[，。、；：？！])")
_BETWEEN = re.compile(f"(?<=[{_HAN}])([ ]+)(?=[{_HAN}])")
_NARROW = re.compile(f"(?<=[{_HAN}”’》）])(?P<mark>[,;:?!])(?P<gap>[ ]?)(?=[{_HAN}“‘《（]|\\n|\\Z)")
_STOP = re.compile(f"(?<=[{_HAN}”’》）])\\.(?=[{_HAN}]|\\n|\\Z)")
_ITEM = re.compile("[第（(]?[一二三四五六七八九十百甲乙丙丁]{1,3}")
_WIDE = dict(zip(",;:?!", "，；：？！", strict=True))
#: Letters of which this share is Chinese make a Chinese paragraph.
SHARE = 0.7
#: Fewer telling characters do not show which characters a text is written in.
TELLING = 20


def look_alikes(text: str, _: Settings) -> Iterator[Finding]:
    """Write radicals and compatibility characters as the characters they look like."""
    for match in _LOOK_ALIKE.finditer(text):
        sign = match.group()
        plain = _RADICALS.get(sign) or unicodedata.normalize("NFKC", sign)
        if plain != sign:
            yield Finding(*match.span(), plain, "regularisation", "look-alike of a Chinese character")


def full_width_letters(text: str, _: Settings) -> Iterator[Finding]:
    """Write full-width Latin letters and figures as plain ones."""
    for match in _FULL_WIDTH.finditer(text):
        plain = unicodedata.normalize("NFKC", match.group())
        yield Finding(*match.span(), plain, "regularisation", "full-width letters or figures")


def chinese_blanks(text: str, _: Settings) -> Iterator[Finding]:
    """Drop blanks beside full-width marks and in lines spread out letter by letter; ask about others in sentences."""
    shields = shielded(text)
    spread: list[tuple[int, int]] = []
    for match in _SPREAD.finditer(text):
        if shields.touch(*match.span()) or not _SMALL.search(match.group()) or not _is_chinese(text, *match.span()):
            continue
        spread.append(match.span())
        for at in range(match.start() + 1, match.end(), 2):
            yield Finding(at, at + 1, "", "regularisation", "Chinese spread out with blanks")
    for match in _BY_MARK.finditer(text):
        if not shields.touch(*match.span()):
            yield Finding(*match.span(), "", "regularisation", "blank beside a full-width mark")
    inside = iter([*spread, (len(text) + 1, len(text) + 1)])
    start, end = next(inside)
    for match in _BETWEEN.finditer(text):
        while end <= match.start():
            start, end = next(inside)
        if not start <= match.start() and _in_sentence(text, *match.span()):
            span = (match.start() - 1, match.end() + 1)
            offer = text[span[0]] + text[span[1] - 1]
            yield _asked(span, "a blank between Chinese characters", offer)


def chinese_marks(text: str, _: Settings) -> Iterator[Finding]:
    """Write marks between Chinese characters in full width where the words around are Chinese; ask about others."""
    shields = shielded(text)
    for match in _NARROW.finditer(text):
        if shields.touch(*match.span()):
            continue
        wide = _WIDE[match["mark"]]
        followed = text[match.end() : match.end() + 1] not in ("", "\n")
        if _is_chinese(text, *match.span()):
            yield Finding(*match.span(), wide, "regularisation", "mark of the wrong width")
        elif followed and not match["gap"] and not _OTHERS.search(_around(text, *match.span())):
            yield _asked((match.start() - 1, match.end() + 1), "a mark of the wrong width?", wide)
    for match in _STOP.finditer(text):
        followed = text[match.end() : match.end() + 1] not in ("", "\n")
        if shields.touch(*match.span()) or not _is_chinese(text, *match.span()) or _is_item(text, match.start()):
            continue
        if followed:
            # Between the parts of a foreign name it stands for a middle dot.
            yield _asked((match.start() - 1, match.end() + 1), "a full stop or a middle dot?", "。", "·")
        else:
            yield Finding(*match.span(), "。", "regularisation", "mark of the wrong width")


def chinese_variants(text: str, _: Settings) -> Iterator[Finding]:
    """Ask about the few traditional characters of a simplified text, and the few simplified ones of a traditional."""
    kinds = {sign: kind for sign in set(text) if (kind := _kind(sign))}
    counts = Counter(kinds[sign] for sign in text if sign in kinds)
    few, many = sorted(("simplified", "traditional"), key=lambda kind: counts[kind])
    if counts[many] < TELLING or counts[few] * 9 > counts[many] or not counts[few]:
        return
    converter = OpenCC("t2s" if few == "traditional" else "s2t")
    for match in re.finditer(f"[{''.join(sign for sign, kind in kinds.items() if kind == few)}]", text):
        offer = converter.convert(match.group())
        why = f"a {few} character in a text of {many} ones"
        yield _asked(match.span(), why, *([offer] if offer != match.group() else []))


@functools.cache
def _kind(sign: str) -> str:
    """Tell which characters a character is one of, by the character sets of the mainland and of Taiwan; or neither."""
    if not "\u3400" <= sign <= "\u9fff":
        return ""
    simplified, traditional = _encodes(sign, "gb2312"), _encodes(sign, "big5")
    if simplified == traditional:
        return ""
    return "simplified" if simplified else "traditional"


def _encodes(sign: str, encoding: str) -> bool:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _around(text: str, start: int, end: int) -> str:
    """Return the words around a place, on its line."""
    before = text[max(0, start - 60) : start].rpartition("\n")[2]
    return before + text[start : min(end, start + 60)] + text[end : end + 60].partition("\n")[0]


def _is_chinese(text: str, start: int, end: int) -> bool:
    """Tell whether the letters around a place are Chinese, and not Japanese or Korean."""
    around = _around(text, start, end)
    letters = sum(map(str.isalpha, around))
    latin = len(around.encode("ascii", "ignore").translate(None, _NO_LETTERS))
    return latin <= (1 - SHARE) * letters and not _OTHERS.search(around)


def _in_sentence(text: str, start: int, end: int) -> bool:
    around = _around(text, start, end)
    return ("，" in around or "。" in around) and _is_chinese(text, start, end)


def _is_item(text: str, at: int) -> bool:
    """Tell whether a full stop stands behind the number of an item of a list."""
    return _ITEM.fullmatch(text[max(0, at - 8) : at].rpartition("\n")[2]) is not None


def _asked(span: tuple[int, int], why: str, *alternatives: str) -> Finding:
    return Finding(*span, "", "regularisation", why, certain=False, alternatives=alternatives)
