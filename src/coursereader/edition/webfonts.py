"""Webfonts: the book's typefaces cut down to the characters of its pages, so that they weigh little."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from sphinx.application import Sphinx

from coursereader.text.han import RUN
from coursereader.text.tags import shown

STYLESHEET = "webfonts.css"
#: Characters that scripts and styles put on a page.
ALWAYS = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0–—‘’“”…•¶§†"
#: What a font may do beside showing characters: ligatures, kerning, figures, small capitals.
FEATURES = "ccmp kern liga locl lnum mark mkmk onum pnum smcp tnum"


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a family."""

    family: str
    weight: int
    italic: bool

    @property
    def file(self) -> str:
        """Name of its file in the edition."""
        return f"{self.family.lower().replace(' ', '-')}-{self.weight}{'-italic' if self.italic else ''}.woff2"


#: Faces for Latin and for Chinese, in the order of the stylesheet.
LATIN = (Face("EB Garamond", 400, False), Face("EB Garamond", 400, True), Face("EB Garamond", 600, False))
CHINESE = (Face("Noto Serif SC", 400, False),)


def characters(pages: Iterable[Path]) -> tuple[set[str], set[str]]:
    """Collect the characters that the pages show: those of Chinese runs, and all others."""
    text = "\n".join(shown(page.read_text("utf-8")) for page in pages)
    chinese = set("".join(RUN.findall(text)))
    others = {sign for sign in {*ALWAYS, *RUN.sub(" ", text)} if sign.isprintable()}
    return chinese, others


def face_of(font: TTFont) -> Face:
    """Tell which face a font file holds."""
    names = font["name"]
    family = names.getDebugName(16) or names.getDebugName(1) or ""
    return Face(str(family), int(font["OS/2"].usWeightClass), bool(font["OS/2"].fsSelection & 1))


def find_faces(fonts: Path, wanted: tuple[Face, ...]) -> Iterator[tuple[Face, Path]]:
    """Find the files of the faces wanted, each once, in their order."""
    held: dict[Face, Path] = {}
    for path in sorted([*fonts.rglob("*.ttf"), *fonts.rglob("*.otf")]):
        with TTFont(path, lazy=True) as font:
            held.setdefault(face_of(font), path)
    yield from ((face, held[face]) for face in wanted if face in held)


def write_face(path: Path, shown: set[str], target: Path) -> None:
    """Write a font with the glyphs of these characters only."""
    options = subset.Options(flavor="woff2", hinting=False, desubroutinize=True, recalc_timestamp=False)
    options.layout_features = FEATURES.split()
    with TTFont(path, lazy=True, recalcTimestamp=False) as font:
        cut = subset.Subsetter(options)
        cut.populate(text="".join(sorted(shown)))
        cut.subset(font)
        subset.save_font(font, str(target), options)


def rule(face: Face) -> str:
    """Return the rule that names a face in a stylesheet."""
    style = "italic" if face.italic else "normal"
    return (
        f'@font-face{{font-family:"{face.family}";font-style:{style};font-weight:{face.weight};'
        f'font-display:swap;src:url("fonts/{face.file}") format("woff2")}}\n'
    )


def write_webfonts(site: Path, fonts: Path) -> None:
    """Write the fonts of a site and the stylesheet that names them."""
    # The cutter logs each step of its work.
    logging.getLogger("fontTools").setLevel(logging.WARNING)
    chinese, others = characters(sorted(site.rglob("*.html")))
    folder = site / "_static" / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    rules = []
    for face, path in find_faces(fonts, LATIN + (CHINESE if chinese else ())):
        write_face(path, chinese if face in CHINESE else others, folder / face.file)
        rules.append(rule(face))
    (site / "_static" / STYLESHEET).write_text("".join(rules), "utf-8")


def link_stylesheet(app: Sphinx) -> None:
    """Have every page ask for the stylesheet."""
    if app.builder.name == "html" and app.config.reader_fonts:
        app.add_css_file(STYLESHEET, priority=300)


def set_webfonts(app: Sphinx, error: Exception | None) -> None:
    """Write the webfonts when all pages stand."""
    if error is None and app.builder.name == "html" and app.config.reader_fonts:
        write_webfonts(Path(app.outdir), Path(app.config.reader_fonts))
