"""Anchors: ids that are unique in the whole book, links that meet them, and no empty element for either."""

from __future__ import annotations

import re
from collections.abc import Container

from docutils import nodes
from sphinx import addnodes

#: How a link to another document is written until all ids are known: ``%doc%name#id``.
ADDRESS = re.compile(r"^%doc%(?P<docname>[^#]*)(?:#(?P<name>.*))?$")
FIRST_WORD = re.compile(r"\s*\S+")


def chapter_id(docname: str) -> str:
    """Return the id of a chapter's section.

    >>> chapter_id("units/kettle")
    'document-units-kettle'
    """
    return "document-" + docname.replace("/", "-")


class Anchors:
    """The ids of one chapter, made unique in the book."""

    def __init__(self, docname: str, passages: Container[str]) -> None:
        self.docname = docname
        #: Ids that are the same everywhere.
        self.passages = passages

    def name(self, name: str, docname: str | None = None) -> str:
        """Return the name of an id in the book.

        >>> Anchors("kettle", {"K7"}).name("K7"), Anchors("kettle", {"K7"}).name("lamp")
        ('K7', 'kettle--lamp')
        """
        if name in self.passages:
            return name
        return f"{(docname or self.docname).replace('/', '-')}--{name}"

    def settle(self, document: nodes.document) -> None:
        """Rename all ids and links of a chapter, and put every id on an element with words in it."""
        _ids_of_section_to_title(document)
        _targets_to_words(document)
        for node in list(document.findall(nodes.Element)):
            self._rename(node)
            _surplus_ids_to_words(node)

    def _rename(self, node: nodes.Element) -> None:
        if "bibtex-citation" in node.get("classes", ()):
            # Ids for links back from the bibliography, which print has not.
            node["ids"] = []
        if node.get("ids"):
            node["ids"] = [self.name(name) for name in dict.fromkeys(node["ids"])]
        if "refid" in node:
            node["refid"] = self.name(node["refid"])
        match = ADDRESS.match(node.get("refuri", ""))
        if match:
            docname, name = match["docname"], match["name"]
            node["refuri"] = "#" + (self.name(name, docname) if name else chapter_id(docname))
            if docname != self.docname and not _is_citation(node):
                node["classes"].append("xpage")
        if isinstance(node, addnodes.index):
            node["entries"] = [
                (kind, value, self.name(to), main, key) for kind, value, to, main, key in node["entries"]
            ]


def _is_citation(node: nodes.Element) -> bool:
    return "bibtex-citation" in node.parent.get("classes", ()) or "xpage" in node["classes"]


def _ids_of_section_to_title(document: nodes.document) -> None:
    """The chapter's own section is made by the builder; its ids go to its heading."""
    for section in document.children:
        if isinstance(section, nodes.section) and isinstance(section[0], nodes.title):
            section[0]["ids"] = section["ids"] + section[0]["ids"]
            section["ids"] = []


def _targets_to_words(document: nodes.document) -> None:
    """Take ids of empty targets to the word that follows, or else to the block they stand in."""
    for target in list(document.findall(nodes.target)):
        if target.children:
            continue
        text = next((one for one in _texts_after(target) if one.strip()), None)
        if text is not None and target["ids"]:
            _wrap_first_word(text, target["ids"])
        elif target["ids"]:
            target.parent["ids"] = target.parent["ids"] + target["ids"]
        target.parent.remove(target)


def _texts_after(target: nodes.target) -> list[nodes.Text]:
    """List the texts that follow a target in its own block and can be wrapped."""
    siblings = target.parent.children[target.parent.index(target) + 1 :]
    return [text for one in siblings for text in one.findall(nodes.Text) if _can_be_wrapped(text)]


def _can_be_wrapped(text: nodes.Text) -> bool:
    node = text.parent
    while node is not None and not isinstance(node, (nodes.paragraph, nodes.title, nodes.section)):
        if isinstance(node, (nodes.reference, nodes.raw, nodes.literal_block)):
            return False
        node = node.parent
    return True


def _surplus_ids_to_words(node: nodes.Element) -> None:
    """Leave one id on an element; the writer would make empty elements of the others."""
    if len(node.get("ids", ())) < 2:
        return
    first, *others = node["ids"]
    text = next((one for one in node.findall(nodes.Text) if one.strip() and _can_be_wrapped(one)), None)
    if text is not None:
        node["ids"] = [first]
        _wrap_first_word(text, others)


def _wrap_first_word(text: nodes.Text, names: list[str]) -> None:
    match = FIRST_WORD.match(text)
    word = match.group() if match else str(text)
    lead = word[: len(word) - len(word.lstrip())]
    inner: nodes.Node = nodes.Text(word.lstrip())
    for name in names:
        inner = nodes.inline("", "", inner, ids=[name])
    parts = [nodes.Text(lead), inner, nodes.Text(str(text)[len(word) :])]
    text.parent.replace(text, [part for part in parts if part.astext()])


def plain_links(document: nodes.document) -> None:
    """Leave only text in links, as tagged PDF wants it; their language moves to the link itself."""
    for link in list(document.findall(nodes.reference)):
        images = list(link.findall(nodes.image))
        if images:
            link.parent.replace(link, images)
            continue
        if not link.astext().strip():
            link.parent.remove(link)
            continue
        said = link.astext()
        chinese = "".join(one.astext() for one in link.findall(nodes.inline) if "zh" in one["classes"])
        if chinese == said:
            link["classes"] += ["zh", "language-zh-Hans"]
        link.children = []
        link += nodes.Text(said)
