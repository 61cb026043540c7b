"""Settling: rules propose, decisions overrule, and what is left is the ledger; the one place that acts.

Law 2, nothing silent: what is not in the ledger was not changed, and rules run again on the result find nothing more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from coursereader.text.edits import apply, compose
from coursereader.text.pieces import Edit, pieces, raw_spans
from coursereader.text.problem import Problem
from coursereader.text.words import WORD

from .changes import Change, apart, origin, proposed, together
from .decisions import Decisions, Make, Open, Refuse
from .ledger import Row, in_order, row
from .options import look_at
from .rules import RULES, Finding, Settings
from .source import RuleSetting, SettingError, Source
from .transpose import transpositions, unplaced

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
    usable = [rule for rule in source.rules if work.known(rule)]
    for rule in usable:
        work.run(rule.name, Settings(dict(rule.settings), work.names))
    for make in decisions.make:
        work.make(make)
    moved, problems = transpositions(raw, [change.edit for change in work.changes], decisions)
    work.problems += problems
    rows = [*_rows(work.changes), *moved]
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
        self.refused: dict[Refuse, list[Row]] = {}
        self.opened: set[Open] = set()
        #: Queries about what the rule that asks takes out.
        self.lasting: list[Row] = []

    def known(self, rule: RuleSetting) -> bool:
        """Tell whether there is a rule of that name; report what there is not, and settings it does not read."""
        if rule.name not in RULES:
            hint = "use a rule of the table in docs/records.md"
            self.problems.append(Problem(self.file, 0, "rule-unknown", f"no rule is called {rule.name}", (), hint))
            return False
        try:
            look_at(rule)
        except SettingError as error:
            self._misset(rule.name, error)
        return True

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
            self._misset(name, error)

    def _misset(self, name: str, error: SettingError) -> None:
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
        start = self._only(make.find, make.line, text)
        if start is None:
            return
        a, b = _changed_words(make.find, make.replace)
        edit = Edit(start + a, make.find[a : len(make.find) - b], make.replace[a : len(make.replace) - b])
        self.add([Change(edit, make.kind, "", "make", make.why, make.certainty)])

    def _only(self, find: str, line: int, text: str) -> int | None:
        """Return where words stand in the text, or report that they do not, or not once."""
        count = text.count(find)
        if count != 1:
            self.problems.append(unplaced(self.decisions.file, line, find, count))
        return text.index(find) if count == 1 else None

    def _refuses(self, name: str, finding: Finding, text: str) -> bool:
        """Tell whether an editor refused this finding, and keep its row if so."""
        for refuse in self.decisions.refuse:
            if refuse.rule == name and _inside(finding, refuse.find, text):
                change = replace(proposed(finding, text, name), decision="refuse", why=refuse.why)
                self._keep(refuse, self._placed(change, "refused", finding.alternatives))
                return True
        return False

    def _keep(self, refuse: Refuse, refused: Row) -> None:
        """Keep the row of a refused finding, in the place of what was refused there before other rules had run."""
        start, end = refused.at[0], refused.at[0] + refused.length
        apart = [r for r in self.refused.get(refuse, ()) if r.at[0] != start]
        apart = [r for r in apart if r.at[0] + r.length <= start or end <= r.at[0]]
        self.refused[refuse] = [*apart, refused]

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
            if _inside(finding, query.find, text):
                self.opened.add(query)
                return partial(replace, decision="open", why=f"{finding.why}; {query.why}")
        return lambda change: change

    def standing(self) -> Iterator[Row]:
        """Yield the rows of refused edits and of queries an editor leaves open."""
        yield from chain.from_iterable(self.refused.values())
        text = self.text
        for query in self.decisions.open:
            if query in self.opened and query.find not in text:
                # It was asked of words that the rule itself then took out.
                continue
            start = self._only(query.find, query.line, text)
            if start is not None and query not in self.opened:
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


def _inside(finding: Finding, words: str, text: str) -> bool:
    """Tell whether a finding lies inside words of a decision, at any place where they stand."""
    return text.find(words, max(0, finding.end - len(words)), finding.start + len(words)) >= 0


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
