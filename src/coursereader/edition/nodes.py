"""The nodes a reader adds to a document: a block of passages, a passage and its parts."""

from __future__ import annotations

from docutils import nodes


class passages(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """A run of passages of one source; ``siglum`` and ``carried`` say which and how they print."""


class passage(nodes.General, nodes.Element):  # noqa: N801
    """One passage: its number, locus, speaker, précis and, once filled, its words."""


class passage_number(nodes.General, nodes.Element):  # noqa: N801
    """The number of a passage: a link to it on a screen, plain in print."""


class passage_body(nodes.General, nodes.Element):  # noqa: N801
    """What a passage says, in our words or in the source's."""


class block(nodes.General, nodes.Element):  # noqa: N801
    """A titled part of a page, such as a headnote; ``tag`` and ``label`` say how it is marked up."""


class witness_view(nodes.General, nodes.Element):  # noqa: N801
    """A place where a passage is shown as acquired and as edited."""


class print_note(nodes.General, nodes.Inline, nodes.Element):  # noqa: N801
    """A note that stands at its call, for print."""


class print_note_part(nodes.General, nodes.Inline, nodes.TextElement):  # noqa: N801
    """One paragraph of a note in print."""


ALL = (passages, passage, passage_number, passage_body, block, witness_view, print_note, print_note_part)
