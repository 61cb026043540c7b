"""Chinese runs, marked with their language: each has its own typeface and its own voice."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from coursereader.text.han import RUN

#: Places where characters are shown as they are.
AS_IS = (nodes.raw, nodes.comment, nodes.literal_block)


def split_runs(text: str) -> list[tuple[str, bool]]:
    """Split a text into runs, each with whether it is Chinese.

    >>> split_runs("the jar (油, yóu)")
    [('the jar (', False), ('油', True), (', yóu)', False)]
    """
    runs: list[tuple[str, bool]] = []
    at = 0
    for match in RUN.finditer(text):
        runs += [(text[at : match.start()], False), (match.group(), True)]
        at = match.end()
    return [(run, chinese) for run, chinese in (*runs, (text[at:], False)) if run]


class TagChinese(SphinxPostTransform):
    """Wrap each Chinese run in an inline that says its language."""

    # After references are resolved (10) and before sphinx-design takes its parts apart (199).
    default_priority = 190

    def run(self, **kwargs: Any) -> None:
        """Tag every run of the document that is not tagged."""
        for text in list(self.document.findall(nodes.Text)):
            if RUN.search(text) and not self._is_settled(text):
                text.parent.replace(
                    text, [self._inline(run) if zh else nodes.Text(run) for run, zh in split_runs(text)]
                )

    @staticmethod
    def _inline(run: str) -> nodes.inline:
        # The writer makes a lang attribute of such a class.
        return nodes.inline("", run, classes=["zh", "language-zh-Hans"])

    @staticmethod
    def _is_settled(text: nodes.Text) -> bool:
        return isinstance(text.parent, AS_IS) or "zh" in text.parent.get("classes", ())
