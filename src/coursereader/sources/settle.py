"""Settling: rules propose, decisions overrule, and what is left is the ledger; the one place that acts.

Law 2, nothing silent: what is not in the ledger was not changed, and rules run again on the result find nothing more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from coursereader.text.blocks import blocks
from coursereader.text.edits import apply, compose
from coursereader.text.pieces import Edit, pieces, raw_spans
from coursereader.text.problem import Problem
from coursereader.text.words import WORD

from .changes import Change, apart, origin, proposed, together
from .decisions import Decisions, Make, Open, Refuse
from .ledger import Row, in_order, row
from .rules import RULES, Finding, Settings
from .source import SettingError, Source

#: A rule that still finds something when it has run so often goes in a circle.
ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Settled:
    """The rows of a ledger and what could not be settled."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


def settle(raw: str, source: Source, decisions: Decisions, names: Sequence[str], file: str) -> Settled:
    """Run a source's rules over its base text and make its decisions; ``file`` names source.toml in problems."""
    work = _Settling(raw, decisions, tuple(names), file)
    usable = [rule for rule in source.rules if work.known(rule.name)]
    for rule in usable:
        work.run(rule.name, Settings(dict(rule.settings), work.names))
    for make in decisions.make:
        work.make(make)
    rows = [*_rows(work.changes), *work.transpositions()]
    for rule in usable:
        rows += work.look_again(rule.name, Settings(dict(rule.settings), work.names))
    asked = set(rows)
    rows += [*(query for query in work.lasting if query not in asked), *work.standing()]
    work.unused()
    return Settled(tuple(in_order(rows)), tuple(work.problems))


class _Settling:
    """A text on its way from raw to read, with the changes so far.

    ``text`` is how it now reads, before any transposition, and ``laid`` how it is pieced together.
    """

    def __init__(self, raw: str, decisions: Decisions, names: tuple[str, ...], file: str) -> None:
        self.raw, self.decisions, self.names, self.file = raw, decisions, names, file
        self.changes: list[Change] = []
        self.text = raw
        self.laid = pieces(len(raw), [])
        self.problems: list[Problem] = []
        self.refused: dict[Refuse, Row] = {}
        self.opened: set[Open] = set()
        #: Queries about what the rule that asks takes out.
        self.lasting: list[Row] = []

    def known(self, name: str) -> bool:
        """Tell whether there is a rule of that name; report one that there is not."""
        if name not in RULES:
            hint = "use a rule of the table in docs/records.md"
            self.problems.append(Problem(self.file, 0, "rule-unknown", f"no rule is called {name}", (), hint))
        return name in RULES

    def run(self, name: str, settings: Settings) -> None:
        """Make what a rule is certain of, again and again until it finds nothing more."""
        for turn in range(ROUNDS):
            text = self.text
            found = [f for f in self._findings(name, text, settings) if f.certain or (f.lasting and not turn)]
            found = [f for f in found if not self._refuses(name, f, text)]
            self.lasting += [self._query(f, text, name) for f in found if not f.certain]
            sure = list(apart(f for f in found if f.certain))
            if not sure:
                return
            self.add([proposed(finding, text, name) for finding in sure])
        raise RuntimeError(f"rule {name} does not come to an end")

    def _findings(self, name: str, text: str, settings: Settings) -> Iterator[Finding]:
        try:
            yield from RULES[name](text, settings)
        except SettingError as error:
            hint = f"correct the settings of {name}"
            self.problems.append(Problem(self.file, 0, "rule-setting", str(error), (("rule", name),), hint))

    def add(self, later: Sequence[Change]) -> None:
        """Put changes of the present text behind those made before, as changes of the raw text."""
        first, second = self.changes, sorted(later, key=lambda c: (c.edit.start, c.edit.end))
        composed = compose(self.raw, [c.edit for c in first], [c.edit for c in second])
        self.changes = [
            together(item.edit, [first[p] for p in item.first] + [second[p] for p in item.second]) for item in composed
        ]
        edits = [change.edit for change in self.changes]
        self.text, self.laid = apply(self.raw, edits), pieces(len(self.raw), edits)

    def make(self, make: Make) -> None:
        """Make an editor's emendation or supply where its words stand, once."""
        text = self.text
        start = self._only(make.find, make.line, text, text)
        if start is None:
            return
        a, b = _changed_words(make.find, make.replace)
        edit = Edit(start + a, make.find[a : len(make.find) - b], make.replace[a : len(make.replace) - b])
        self.add([Change(edit, make.kind, "", "make", make.why, make.certainty)])

    def _only(self, find: str, line: int, text: str, within: str) -> int | None:
        """Return where words stand in a text, or report that they do not, or not once."""
        count = within.count(find)
        if count == 1:
            return within.index(find)
        message = "the words of a decision do not stand in the text"
        hint = "copy a little of the text around the place, or drop the decision"
        if count:
            message, hint = "the words of a decision stand more than once", "add a word of context"
        facts = (("words", find), ("places", str(count)))
        self.problems.append(Problem(self.decisions.file, line, "decision-unplaced", message, facts, hint))
        return None

    def transpositions(self) -> Iterator[Row]:
        """Yield the rows of paragraphs that are moved."""
        text = self.text
        laid = self.laid
        found = list(blocks(text))
        starts = [block.start for block in found] + [len(text)]
        for move in self.decisions.move:
            block = self._opening(move.find, move.line, found)
            goal = self._opening(move.before, move.line, found)
            if block is None or goal is None:
                continue
            spans = raw_spans(laid, starts[block], starts[block + 1])
            to = raw_spans(laid, starts[goal], starts[goal] + 1)[0][0]
            start, end = spans[0][0], spans[-1][1]
            rest = {"kind": "transposition", "rule": "", "decision": "move", "why": move.why}
            yield row([start], self.raw[start:end], to=to, after=None, certainty=move.certainty, status="made", **rest)

    def _opening(self, find: str, line: int, found: Sequence[object]) -> int | None:
        """Return the place of the one paragraph that opens with these words."""
        texts = [getattr(block, "text", "") for block in found]
        opens = [place for place, text in enumerate(texts) if text.startswith(find)]
        if len(opens) == 1:
            return opens[0]
        self._only(find, line, "", "" if not opens else find * 2)
        return None

    def _refuses(self, name: str, finding: Finding, text: str) -> bool:
        """Tell whether an editor refused this finding, and keep its row if so."""
        for refuse in self.decisions.refuse:
            place = text.find(refuse.find)
            if refuse.rule == name and 0 <= place <= finding.start and finding.end <= place + len(refuse.find):
                change = replace(proposed(finding, text, name), decision="refuse", why=refuse.why)
                self.refused[refuse] = self._placed(change, "refused", finding.alternatives)
                return True
        return False

    def look_again(self, name: str, settings: Settings) -> Iterator[Row]:
        """Yield a rule's queries on the settled text; something certain is left only where an editor's word made it."""
        text = self.text
        for finding in self._findings(name, text, settings):
            if self._refuses(name, finding, text):
                continue
            if finding.certain:
                facts = (("rule", name), ("words", text[finding.start : finding.end][:60].strip()))
                hint = "write the decision as the rule would have it, or refuse the rule at these words"
                message = "a rule would change what a decision made"
                self.problems.append(Problem(self.decisions.file, 0, "rule-unsettled", message, facts, hint))
            else:
                yield self._query(finding, text, name)

    def _query(self, finding: Finding, text: str, name: str) -> Row:
        """Return the row of a query, with an editor's reason where it is left standing."""
        change = self._left_open(finding, text)(proposed(finding, text, name))
        return self._placed(change, "query", finding.alternatives)

    def _left_open(self, finding: Finding, text: str) -> Callable[[Change], Change]:
        """Return what adds an editor's reason to a query of a rule that the editor leaves standing."""
        for query in self.decisions.open:
            place = text.find(query.find)
            if 0 <= place <= finding.start and finding.end <= place + len(query.find):
                self.opened.add(query)
                return partial(replace, decision="open", why=f"{finding.why}; {query.why}")
        return lambda change: change

    def standing(self) -> Iterator[Row]:
        """Yield the rows of refused edits and of queries an editor leaves open."""
        yield from self.refused.values()
        text = self.text
        for query in self.decisions.open:
            if query in self.opened:
                continue
            start = self._only(query.find, query.line, text, text)
            if start is not None:
                change = Change(Edit(start, query.find, ""), "emendation", "", "open", query.why, "possible")
                yield self._placed(change, "query", query.alternatives)

    def _placed(self, change: Change, status: str, alternatives: tuple[str, ...]) -> Row:
        """Return the row of a change that is not made, at its place in the raw text."""
        spans = raw_spans(self.laid, change.edit.start, change.edit.end)
        start, end = spans[0][0], spans[-1][1]
        return replace(
            row([start], self.raw[start:end], **origin(change), status=status, after=change.edit.after or None),
            alternatives=alternatives,
        )

    def unused(self) -> None:
        """Report refusals that refused nothing."""
        for refuse in self.decisions.refuse:
            if refuse not in self.refused:
                facts = (("rule", refuse.rule), ("words", refuse.find))
                message = "a refusal refuses nothing"
                hint = "drop it, or correct its rule and words"
                self.problems.append(
                    Problem(self.decisions.file, refuse.line, "decision-unplaced", message, facts, hint)
                )


def _changed_words(find: str, replace_: str) -> tuple[int, int]:
    """Return how many characters two strings share at the start and at the end, in whole words."""
    start = next(
        (i for i, (a, b) in enumerate(zip(find, replace_, strict=False)) if a != b), min(len(find), len(replace_))
    )
    rest = min(len(find), len(replace_)) - start
    end = next((i for i in range(rest) if find[-1 - i] != replace_[-1 - i]), rest)
    for match in WORD.finditer(find):
        if match.start() < start < match.end() or match.start() < start == match.end():
            start = match.start()
        if match.start() < len(find) - end < match.end():
            end = len(find) - match.end()
    return start, end


def _rows(changes: Iterable[Change]) -> list[Row]:
    """Return the rows of changes; the same typographic change in many places is one row."""
    places: dict[tuple[str, ...], list[Change]] = {}
    rows: list[Row] = []
    for change in changes:
        if WORD.search(change.edit.before + change.edit.after):
            rows.append(
                row([change.edit.start], change.edit.before, after=change.edit.after, status="made", **origin(change))
            )
        else:
            key = (change.edit.before, change.edit.after, *origin(change).values())
            places.setdefault(key, []).append(change)
    for same in places.values():
        edit, at = same[0].edit, [change.edit.start for change in same]
        rows.append(row(at, edit.before, after=edit.after, status="made", **origin(same[0])))
    return rows
