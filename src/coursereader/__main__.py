"""The command line: one verb a command, imported only when it is called."""

from __future__ import annotations

import argparse
import importlib
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

#: Verbs with what they do; each is a module of coursereader.commands with ``arguments`` and ``run``.
VERBS = {
    "build": "build an edition: HTML and PDF, with a report",
    "check": "check everything but the typesetting",
    "propose": "write edits, queries and passages into the generated files",
    "review": "show edits and queries as a page, and ask the queries one by one",
    "watch": "show the HTML edition and build it again at each change",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; the status is 0 where nothing was found wrong."""
    # What is set first stays: a style package of Pygments would send every library's notes to the terminal.
    logging.basicConfig(handlers=[logging.NullHandler()])
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = argparse.ArgumentParser(prog="coursereader", description="A course-reader compiler.")
    parser.add_argument("--root", type=Path, default=Path(), help="folder of the reader (default: this one)")
    verbs = parser.add_subparsers(dest="verb", required=True)
    for verb, help_ in VERBS.items():
        command = verbs.add_parser(verb, help=help_, description=help_.capitalize() + ".")
        if verb in given:
            importlib.import_module(f"coursereader.commands.{verb}").arguments(command)
    options = parser.parse_args(given)
    options.root = options.root.resolve()
    status: int = importlib.import_module(f"coursereader.commands.{options.verb}").run(options)
    return status


if __name__ == "__main__":
    sys.exit(main())
