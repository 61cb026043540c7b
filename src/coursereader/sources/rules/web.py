"""Pages saved from the web: what a site sets around an article, and between its paragraphs, to lead elsewhere."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from .finding import Finding, Settings
from .shapes import Unit, ends_sentence, is_prose, lines, stretch, units

Zone = Literal["front", "body", "back"]
#: What a rule thinks of a line: cut it, ask, or leave it.
Verdict = Literal["cut", "ask", ""]

#: Longer lines say something.
LONGEST = 160
_MENU = frozenset(
    """home|about|about us|contact|contact us|menu|main menu|search|login|log in|log out|sign in|sign up|register
    |subscribe|subscribe now|help|faq|faqs|sitemap|site map|rss|rss feed|donate|advertise|advertise with us|my account
    |navigation|main navigation|toggle navigation|skip to content|skip to main content|skip to navigation
    |jump to content|back to top|go to top|return to top|next post|previous post|older posts|newer posts|next article
    |previous article|privacy|privacy policy|privacy notice|terms|terms of use|terms of service|terms and conditions
    |cookie policy|cookie settings|cookies|accept|accept all|accept all cookies|accept cookies|reject all
    |manage cookies|manage preferences|close|leave a comment|leave a reply|post a comment|cancel reply|add a comment
    |comments|newsletter|careers|press|blog|news|archive|archives|shop|cart|首页|登录|注册|搜索|上一篇|下一篇|返回顶部""".replace(
        "\n    ", ""
    ).split("|")
)
_SHARE = frozenset(
    """share|share this|share on facebook|share on twitter|tweet|tweet this|facebook|twitter|linkedin|pinterest|whatsapp
    |reddit|tumblr|instagram|youtube|telegram|weibo|wechat|email|e-mail|email this|print|print this|copy link|save|like
    |pin it|x|follow|follow us|分享|微博|微信""".replace("\n    ", "").split("|")
)
_CHROME = _MENU | _SHARE
_PARTS = re.compile(r"\s*[|·•»›>]\s*|\t+|\s{3,}")
_LINKED = re.compile(r"!?\[([^\[\]]{0,200})\]\([^()\s]{0,500}\)")
_CRUMB = re.compile(r"\s+(?:[>»›→]|/|::)\s+|\s*[»›]\s*")
_TAGS = re.compile(
    r"(?:tags?|tagged(?: with| as)?|topics|filed under|posted in|categories|category|标签)\s*[:：]\s*\S.*", re.I
)
_COUNT = re.compile(r"\d[\d,]* (?:comments?|replies|responses|shares|likes|views)", re.I)
_COOKIE = re.compile(
    r"(?:we|site|website|page|store|and) (?:also )?uses? (?:\w+ )?cookies\b"
    r"|\bcookies? (?:policy|settings|preferences)\b"
    r"|\b(?:accept|reject|manage) (?:all )?cookies\b|\bcookies\b.{0,80}\b(?:consent|you agree|your experience)\b",
    re.I,
)
_RIGHTS = re.compile(r"(?:©|copyright\b).{0,100}|.{0,100}\ball rights reserved\b.?", re.I)
_FOOT = re.compile(r"(?:proudly )?powered by \S.*|this page was last (?:edited|modified|updated) .*|theme by .*", re.I)
_TEASER = re.compile(
    r"(?:see (?:separate|related|main|full|our) (?:articles?|story|stories|post|page)s?\b.*"
    r"|read (?:more|also|next)(?:\s*(?:[:»›→>…]|\.{3}|-|–|\b(?:about|on|at|here)\b).*)?"
    r"|read the (?:full|whole|rest of the|original) (?:story|article|post|review)\b.*"
    r"|(?:continue|keep) reading\b.*|click here\b.*|(?:share|tweet|email|print) this(?: \w+)?"
    r"|share on [\w ]+|related (?:articles?|posts?|stories|content|reading|links?|news)\b\s*:?.*"
    r"|you (?:may|might) also (?:like|enjoy|be interested in|want to read)\b.*"
    r"|advertisement|sponsored(?: content)?|(?:most|more) (?:read|popular|viewed)|trending(?: now)?"
    r"|sign up (?:for|to) .*newsletters?.*|subscribe to our .*|follow us on .*|listen to this article.*"
    r"|jump to (?:content|navigation|search|main content)|skip to .{0,30}content"
    r"|(?:相关阅读|相关文章|延伸阅读|点击阅读|阅读更多|推荐阅读)\s*[:：]?.*)",
    re.I,
)
_SEE_ALSO = re.compile(r"(?:see also|more (?:from|on|in|about)|recommended|also (?:read|see))\b\s*:?.{0,100}", re.I)


def navigation(text: str, _: Settings) -> Iterator[Finding]:
    """Cut menus, breadcrumbs, cookie lines, share lines, tags and footers around an article; bylines stay."""
    yield from _judged(text, _navigates, "navigation of a saved web page")


def teasers(text: str, _: Settings) -> Iterator[Finding]:
    """Cut lines that lead to another page: Read more, Related articles, See Separate Article."""
    yield from _judged(text, _teases, "line that leads to another page")


def _judged(text: str, judge: Callable[[str, Zone, int], Verdict], why: str) -> Iterator[Finding]:
    """Ask a judge about each line that is a paragraph or stands around the article, and cut what adjoins together."""
    found = lines(text)
    paragraphs = units(text)
    starts = [unit.start for unit in paragraphs]
    of_unit = [bisect_right(starts, line.end - 1) - 1 for line in found]
    zones = _zones(paragraphs, of_unit)
    chrome: Counter[Zone | None] = Counter(
        zone
        for line, zone in zip(found, zones, strict=True)
        if zone in ("front", "back") and (_is_chrome(line.text) or _is_furniture(line.text))
    )
    verdicts = [
        judge(line.text, zone, chrome[zone]) if zone and len(line.text) <= 10 * LONGEST else ""
        for line, zone in zip(found, zones, strict=True)
    ]
    _spare_verse(of_unit, verdicts)
    place = 0
    while place < len(found):
        last = place
        while verdicts[place] == "cut" and last + 1 < len(found) and verdicts[last + 1] == "cut":
            last += 1
        if verdicts[place] == "cut":
            yield Finding(*stretch(found, place, last), "", "excision", why)
        elif verdicts[place] == "ask":
            line = found[place]
            yield Finding(line.start, line.start + len(line.text), "", "excision", f"{why}?", certain=False)
        place = last + 1


def _spare_verse(of_unit: Sequence[int], verdicts: list[Verdict]) -> None:
    """Take back the verdicts on lines of a paragraph most of whose lines say something else."""
    for _, group in itertools.groupby(range(len(of_unit)), key=lambda place: of_unit[place]):
        places = list(group)
        if len(places) > 1 and sum(verdicts[place] == "cut" for place in places) * 2 < len(places):
            for place in places:
                verdicts[place] = "ask" if verdicts[place] == "ask" else ""


def _zones(paragraphs: Sequence[Unit], of_unit: Sequence[int]) -> list[Zone | None]:
    """Tell of each line whether it stands before the first prose, behind the last, or is a paragraph between."""
    prose = [place for place, unit in enumerate(paragraphs) if is_prose(unit.text) and not _is_furniture(unit.text)]
    first, last = (prose[0], prose[-1]) if prose else (0, len(paragraphs))
    found: list[Zone | None] = []
    for place in of_unit:
        if place < first or place > last:
            found.append("front" if place < first else "back")
        else:
            found.append("body" if "\n" not in paragraphs[place].text else None)
    return found


def _bare(words: str) -> str:
    """Return a line as it reads: link texts without addresses, no marks of lists, in lower case."""
    bare = _LINKED.sub(r" | \1 | ", words) if "](" in words else words
    return bare.strip("#*-+ \t|").casefold()


def _parts(words: str) -> list[str]:
    bare = (part.strip(" .:*") for part in _PARTS.split(_bare(words)))
    return [part for whole in bare if whole for part in _run_together(whole)]


def _run_together(part: str) -> list[str]:
    """Split words of menus that stand side by side without a sign; anything else stays whole."""
    words = part.split()
    if part in _CHROME or not 2 <= len(words) <= 20:
        return [part]
    found: list[str] = []
    at = 0
    while at < len(words):
        size = next((n for n in (4, 3, 2, 1) if " ".join(words[at : at + n]) in _CHROME), 0)
        if not size:
            return [part]
        found.append(" ".join(words[at : at + size]))
        at += size
    return found


def _says_more(words: str) -> bool:
    """Tell whether a line is too long for a menu, without the addresses of its links."""
    return len(words) > (10 * LONGEST if "](" in words else LONGEST)


def _is_chrome(words: str) -> bool:
    """Tell whether every part of a line is a word of menus."""
    parts = [] if _says_more(words) else _parts(words)
    return bool(parts) and all(part in _CHROME for part in parts)


def _is_furniture(words: str) -> bool:
    """Tell whether a line is one of the sentences sites set around articles."""
    if len(words) > 3 * LONGEST:
        return False
    if len(words) <= LONGEST and "all rights reserved" in words.casefold():
        return True
    if len(words) <= LONGEST and _TAGS.fullmatch(_bare(words)) and not ends_sentence(words):
        return True
    return bool(
        ("ookie" in words and _COOKIE.search(words)) or _FOOT.fullmatch(words) or _COUNT.fullmatch(_bare(words))
    )


def _navigates(words: str, zone: Zone, chrome: int) -> Verdict:
    if _is_chrome(words):
        shares = sum(part in _SHARE for part in _parts(words))
        if shares >= 3 or (zone != "body" and chrome >= 2):
            return "cut"
        # A lone word of the kind is a title or a line of verse as soon as it is a menu.
        return "ask" if zone != "body" or len(_parts(words)) >= 2 else ""
    if "ookie" in words and _COOKIE.search(words):
        return "cut" if zone != "body" and chrome >= 2 else "ask"
    crumbs = [part for part in _CRUMB.split(_bare(words)) if part]
    if len(words) > LONGEST:
        return ""
    if len(crumbs) >= 2 and crumbs[0] in ("home", "首页", "start") and not ends_sentence(words):
        return "cut" if zone == "front" or len(crumbs) >= 3 else "ask"
    if _TAGS.fullmatch(_bare(words)) and not ends_sentence(words):
        return "cut" if zone == "back" else "ask"
    if _FOOT.fullmatch(words) or _COUNT.fullmatch(_bare(words)):
        return "cut" if zone != "body" else ""
    if zone == "back" and _RIGHTS.fullmatch(words):
        return "cut" if chrome else "ask"
    return ""


def _teases(words: str, zone: Zone, chrome: int) -> Verdict:
    if _says_more(words):
        return ""
    bare = _bare(words).replace(" | ", " ").strip(" |")
    if len(bare) > LONGEST or (ends_sentence(bare) and not bare.endswith(("...", "…"))):
        return ""
    if _TEASER.fullmatch(bare):
        return "cut"
    return "ask" if _SEE_ALSO.fullmatch(bare) else ""
