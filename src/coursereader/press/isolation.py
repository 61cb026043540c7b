"""Only our fonts: for a while, fontconfig sees one folder and nothing of the machine's.

Keeps law 8 (builds repeat) as far as fonts go.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: What fontconfig reads of the environment; the first names our configuration, the rest could add to it.
VARIABLES = ("FONTCONFIG_FILE", "FONTCONFIG_PATH", "FONTCONFIG_SYSROOT")


@contextmanager
def only(fonts: Path) -> Iterator[None]:
    """Let fontconfig read ``fonts.conf`` in a folder, and nothing else, until the block ends.

    >>> with only(Path("/kettle")):
    ...     os.environ["FONTCONFIG_FILE"]
    '/kettle/fonts.conf'
    """
    before = {name: os.environ.pop(name, None) for name in VARIABLES}
    os.environ["FONTCONFIG_FILE"] = str(fonts.resolve() / "fonts.conf")
    try:
        yield
    finally:
        os.environ.pop("FONTCONFIG_FILE")
        os.environ.update({name: value for name, value in before.items() if value is not None})
