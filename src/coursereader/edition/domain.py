"""The domain of passages: where each is printed, and links to it from anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from docutils.nodes import Element, Text, reference
from sphinx.addnodes import pending_xref
from sphinx.domains import Domain, ObjType
from sphinx.util.nodes import make_refnode

from coursereader.text.problem import Problem

from .findings import place_of, report
from .shelf import Shelf

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


class Printed(NamedTuple):
    """Where a passage is printed."""

    docname: str
    #: File, relative to the project's root, and line of the directive.
    file: str
    line: int


class ReaderDomain(Domain):
    """Keeps ids and places only: no words of a source, so that none can reach the environment."""

    name = "reader"
    label = "Reader"
    object_types = {"passage": ObjType("passage", "passage", searchprio=0)}  # noqa: RUF012
    initial_data = {"printed": {}, "shown": {}, "prints": {}}  # noqa: RUF012
    data_version = 1

    #: What this build has at hand; filled when the builder is ready, never pickled.
    shelf: Shelf

    @property
    def printed(self) -> dict[str, Printed]:
        """Where each passage is printed, by its id."""
        return cast(dict[str, Printed], self.data["printed"])

    @property
    def shown(self) -> dict[str, set[str]]:
        """Which sigla each document takes something from."""
        return cast(dict[str, set[str]], self.data["shown"])

    def note_reading(self, siglum: str) -> None:
        """Note that the document being read takes something from a source."""
        self.shown.setdefault(self.env.docname, set()).add(siglum)

    def note_passage(self, name: str, file: str, line: int) -> None:
        """Note where a passage is printed: in one place only, or its number would name two."""
        first = self.printed.get(name)
        if first is not None:
            facts = (("passage", name), ("first", f"{first.file}:{first.line}"))
            hint = "print it once; link to it elsewhere with the passage role"
            report(
                Problem(file, line, "passage-repeated", "this passage is printed already", facts, hint),
                self.shelf.root,
            )
            return
        self.printed[name] = Printed(self.env.docname, file, line)

    def clear_doc(self, docname: str) -> None:
        """Forget what a document printed."""
        self.shown.pop(docname, None)
        for name in [name for name, place in self.printed.items() if place.docname == docname]:
            del self.printed[name]

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read."""
        for name, place in otherdata["printed"].items():
            if place.docname in docnames:
                self.printed[name] = place
        self.shown.update({doc: shown for doc, shown in otherdata["shown"].items() if doc in docnames})

    def outdated(self) -> Iterable[str]:
        """Name the documents whose readings, rights or edition have changed since they were read."""
        prints = {siglum: self.shelf.fingerprint(siglum) for siglum in self.shelf.collection.readings}
        before, self.data["prints"] = self.data["prints"], prints
        edition, self.data["edition"] = self.data.get("edition"), self.shelf.edition
        if edition is not None and edition != self.shelf.edition:
            return list(self.env.found_docs)
        changed = {siglum for siglum in before.keys() | prints.keys() if before.get(siglum) != prints.get(siglum)}
        return [docname for docname, shown in self.shown.items() if shown & changed]

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> reference | None:
        """Link to a passage, from whichever document."""
        place = self.printed.get(target)
        if place is None:
            file, line = place_of(node, self.shelf.root)
            hint = "print it with the passages directive, or do not link to it"
            problem = Problem(
                file,
                line,
                "passage-unprinted",
                "this passage is printed nowhere",
                (("passage", target),),
                hint,
            )
            report(problem, self.shelf.root)
            return None
        link = make_refnode(builder, fromdocname, place.docname, target, Text(contnode.astext()))
        link["classes"] += ["passage-link", "xpage"] if builder.name == "chapters" else ["passage-link"]
        return link

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, reference]]:
        """Link to a passage where an author named no role."""
        if target not in self.printed:
            return []
        link = self.resolve_xref(env, fromdocname, builder, "passage", target, node, contnode)
        return [("reader:passage", link)] if link is not None else []

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """List all passages for search and for other books."""
        for name, place in sorted(self.printed.items()):
            yield name, name, "passage", place.docname, name, 1


def reader_domain(env: BuildEnvironment) -> ReaderDomain:
    """Return the domain of passages of a build."""
    return cast(ReaderDomain, env.get_domain("reader"))
