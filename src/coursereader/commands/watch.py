"""Watch: the HTML edition in a browser, built again at each change by sphinx-autobuild."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from sphinx_autobuild.__main__ import main

from coursereader.edition.editions import choose
from coursereader.edition.stopped import Stopped, require

from .terminal import print_problems


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb takes."""
    parser.add_argument("--edition", default="", help="edition to show (default: the first of book/editions.toml)")
    parser.add_argument("--copies", type=Path, help="folder of copies (default: sources/copies)")
    parser.add_argument("--no-open", action="store_true", help="do not open a browser")


def run(options: argparse.Namespace) -> int:
    """Serve the HTML edition until it is interrupted."""
    root: Path = options.root
    choice = choose(root / "book", options.edition)
    try:
        require(root)
        if choice.edition is None:
            raise Stopped(*choice.problems)
    except Stopped as stopped:
        print_problems(stopped.problems)
        return 1
    copies = options.copies or root / "sources" / "copies"
    settings = {"reader_edition": choice.edition.key, "reader_copies": str(copies.resolve()) if copies.is_dir() else ""}
    out = root / "_build" / "watch"
    given = ["-c", str(root), "-d", str(out / "doctrees"), str(root / "book"), str(out / "html")]
    given += [part for name, value in settings.items() for part in ("-D", f"{name}={value}")]
    given += [part for name in ("refs.bib", "sources", "_static") for part in ("--watch", str(root / name))]
    given += ["--port", "0"] + ([] if options.no_open else ["--open-browser"])
    sys.argv = ["sphinx-autobuild", *given]
    main(given)
    return 0
