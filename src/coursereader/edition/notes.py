"""Notes in print: each stands at its call, so that the press can set it at the foot of that page."""

from __future__ import annotations

from docutils import nodes

from .nodes import print_note, print_note_part


def move_to_calls(document: nodes.document) -> None:
    """Move every note to its first call; a later call becomes a link to it."""
    notes = {name: note for note in document.findall(nodes.footnote) for name in note["ids"]}
    called: set[str] = set()
    for call in list(document.findall(nodes.footnote_reference)):
        note = notes.get(call["refid"])
        if note is None:
            continue
        # Not replace_self, which would hand the call's own id on to the note.
        call.parent.replace(call, _again(note) if note["ids"][0] in called else _note(note))
        called.add(note["ids"][0])
    for note in {id(note): note for note in notes.values()}.values():
        note.parent.remove(note)


def _note(note: nodes.footnote) -> print_note:
    """Make the inline form of a note, one part for each paragraph."""
    made = print_note(ids=note["ids"][:1])
    for paragraph in note.findall(nodes.paragraph):
        made += print_note_part("", "", *paragraph.children)
    return made


def _again(note: nodes.footnote) -> nodes.reference:
    """Make the link of a second call."""
    number = note.children[0].astext() if isinstance(note.children[0], nodes.label) else "*"
    return nodes.reference("", number, refid=note["ids"][0], internal=True, classes=["note-again"])
