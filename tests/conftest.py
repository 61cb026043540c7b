"""What tests share: the invented reader, its copies, and one built book of it per edition."""

import shutil
from pathlib import Path

import pytest

from coursereader.sources.collection import load_sources
from coursereader.sources.copies import recognise
from coursereader.sources.names import load_names

HERE = Path(__file__).parent
READER = HERE / "reader"


@pytest.fixture(scope="session")
def copies():
    """The folder of the invented reader's copies."""
    return READER / "copies"


@pytest.fixture(scope="session")
def sources():
    """The sources of the invented reader by siglum."""
    return {source.siglum: source for source in load_sources(READER)[0]}


@pytest.fixture(scope="session")
def raws(sources, copies):
    """The raw text of each source of the invented reader by siglum."""
    texts = recognise(copies, sources.values()).texts
    return {siglum: texts[source.key, "base"] for siglum, source in sources.items()}


@pytest.fixture(scope="session")
def names():
    """The authority list of the invented reader."""
    return load_names(READER)


@pytest.fixture
def reader(tmp_path):
    """A copy of the invented reader that a test may damage, with the stylesheets every reader has."""
    return copy_of_reader(tmp_path / "reader")


def copy_of_reader(folder):
    shutil.copytree(READER, folder, ignore=shutil.ignore_patterns("_build"))
    shutil.copytree(HERE.parent / "_static", folder / "_static")
    return folder
