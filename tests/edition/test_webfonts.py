"""Webfonts hold the characters of the pages and no others, and are cut the same each time."""

from __future__ import annotations

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from coursereader.edition.webfonts import write_webfonts


def draw(path, family, weight, text):
    """Write a font of empty glyphs."""
    names = {ord(sign): f"u{ord(sign):x}" for sign in text}
    glyphs = [".notdef", *names.values()]
    font = FontBuilder(1000)
    font.setupGlyphOrder(glyphs)
    font.setupCharacterMap(names)
    font.setupGlyf({name: TTGlyphPen(None).glyph() for name in glyphs})
    font.setupHorizontalMetrics(dict.fromkeys(glyphs, (500, 0)))
    font.setupHorizontalHeader()
    font.setupNameTable({"familyName": family, "styleName": "Regular"})
    font.setupOS2(usWeightClass=weight)
    font.setupPost()
    font.save(path)


@pytest.fixture
def fonts(tmp_path):
    folder = tmp_path / "fonts"
    folder.mkdir()
    draw(folder / "a.ttf", "EB Garamond", 400, "ABCabcéœ")
    draw(folder / "b.ttf", "Noto Serif SC", 400, "水库油“")
    draw(folder / "c.ttf", "Some Other Face", 400, "ABC")
    return folder


def site_of(folder, body):
    (folder / "_static").mkdir(parents=True)
    page = f"<html><style>é</style><body>{body}</body></html>"
    (folder / "index.html").write_text(page, "utf-8")
    return folder


def test_only_what_is_shown(tmp_path, fonts):
    """A face has the signs of plain English and of the pages; Chinese goes to its own."""
    site = site_of(tmp_path / "site", "œ <span>水“水</span>")
    write_webfonts(site, fonts)
    latin = TTFont(site / "_static/fonts/eb-garamond-400.woff2").getBestCmap()
    chinese = TTFont(site / "_static/fonts/noto-serif-sc-400.woff2").getBestCmap()
    assert {chr(sign) for sign in latin} == set("ABCabcœ")
    assert {chr(sign) for sign in chinese} == set("水“")
    sheet = (site / "_static/webfonts.css").read_text("utf-8")
    assert sheet.count("@font-face") == 2


def test_no_chinese_no_chinese_font(tmp_path, fonts):
    """A site without Chinese does not carry a font for it."""
    site = site_of(tmp_path / "site", "abc")
    write_webfonts(site, fonts)
    assert [path.name for path in (site / "_static/fonts").iterdir()] == ["eb-garamond-400.woff2"]


def test_the_same_bytes_again(tmp_path, fonts):
    """No time of day is written into a font."""
    sites = [site_of(tmp_path / name, "abc") for name in ("one", "two")]
    for site in sites:
        write_webfonts(site, fonts)
    first, second = ((site / "_static/fonts/eb-garamond-400.woff2").read_bytes() for site in sites)
    assert first == second
