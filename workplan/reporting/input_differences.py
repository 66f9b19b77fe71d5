"""What two versions of a region's Masukan Rakornas say differently: figures, recommendations, words.

Both are read as packages (`national_inputs.exported`), frozen or live; nothing is computed again. A figure is
the text that stands in the package, so that it is written here as it is written there.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workplan.reporting.plain import Json
from workplan.reporting.wordings import Change, Piece, difference

COMPARED = ("target", "actual", "achievement_to_date")
"""Of an indicator."""
OF_RECOMMENDATION = ("kind", "addressee", "due_on", "indicators", "raised_by", "figures", "catch_up")
"""What else than its words makes a recommendation another one."""


@dataclass(frozen=True)
class Turn:
    """A figure before and after; None where there was or is none."""

    before: str | None
    after: str | None

    @property
    def is_other(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class IndicatorTurn:
    """An indicator of which something is not what it was."""

    code: str
    figures: Mapping[str, Turn]


@dataclass(frozen=True)
class Reworded:
    """A recommendation, or an action, that both versions hold and that is not the same in both."""

    before: Json
    after: Json
    title: Sequence[Piece]
    text: Sequence[Piece]
    others: Sequence[str]
    """Fields besides the words that are not what they were."""


@dataclass(frozen=True)
class Listed:
    """What came, what went, and what both have in other words."""

    added: Sequence[Json]
    removed: Sequence[Json]
    reworded: Sequence[Reworded]

    @property
    def is_any(self) -> bool:
        return bool(self.added or self.removed or self.reworded)


@dataclass(frozen=True)
class InputDifference:
    """Everything that lies between two versions."""

    lead: Mapping[str, Turn]
    """The figures that lead, only those that turned: months as `2021-08`, scores and percents."""
    indicators: Sequence[IndicatorTurn]
    recommendations: Listed
    actions: Listed
    texts: Mapping[str, Sequence[Piece]]
    """Foreword and remarks, only where they turned."""

    @property
    def is_any(self) -> bool:
        return bool(
            self.lead or self.indicators or self.recommendations.is_any or self.actions.is_any or self.texts
        )


def compare(before: Json, after: Json) -> InputDifference:
    """The later package against the earlier one."""
    words = ((name, before["input"][name], after["input"][name]) for name in ("foreword", "remarks"))
    return InputDifference(
        lead={name: turn for name, turn in _lead(before, after) if turn.is_other},
        indicators=list(_indicators(before, after)),
        recommendations=_listed(before["recommendations"], after["recommendations"], _reworded),
        actions=_listed(before["actions"], after["actions"], _another_action),
        texts={name: difference(old, new) for name, old, new in words if old.split() != new.split()},
    )


def _lead(before: Json, after: Json) -> Iterator[tuple[str, Turn]]:
    yield "as_of", Turn(before["input"]["as_of"], after["input"]["as_of"])
    for name in ("score_to_date", "score", "completeness"):
        yield name, Turn(before["rollup"][name], after["rollup"][name])
    old, new = before["meeting"] or {}, after["meeting"] or {}
    yield "meeting", Turn(old.get("title"), new.get("title"))
    for name in ("present", "full_delegates_present"):
        yield name, Turn(*(str(facts[name]) if facts else None for facts in (old, new)))
    yield (
        "decisions",
        Turn(*(str(len(facts["decisions"])) if facts else None for facts in (old, new))),
    )


def _indicators(before: Json, after: Json) -> Iterator[IndicatorTurn]:
    """In the framework's order of the later one; one that left the framework comes last."""
    old = {row["code"]: row for row in before["rollup"]["indicators"]}
    new = {row["code"]: row for row in after["rollup"]["indicators"]}
    for code in [*new, *(code for code in old if code not in new)]:
        figures = {name: Turn(old.get(code, {}).get(name), new.get(code, {}).get(name)) for name in COMPARED}
        if any(turn.is_other for turn in figures.values()):
            yield IndicatorTurn(code, figures)


def _listed(
    before: Sequence[Json], after: Sequence[Json], turned: Callable[[Json, Json], Reworded]
) -> Listed:
    """By meeting and number, which stay with a row for ever."""
    old, new = ({(row["meeting"], row["number"]): row for row in rows} for rows in (before, after))
    both = (turned(old[name], new[name]) for name in new if name in old)
    return Listed(
        added=[row for name, row in new.items() if name not in old],
        removed=[row for name, row in old.items() if name not in new],
        reworded=[row for row in both if row.others or _is_other(row.title) or _is_other(row.text)],
    )


def _reworded(before: Json, after: Json) -> Reworded:
    return Reworded(
        before,
        after,
        difference(before["title"], after["title"]),
        difference(before["text"], after["text"]),
        [name for name in OF_RECOMMENDATION if before[name] != after[name]],
    )


def _another_action(before: Json, after: Json) -> Reworded:
    return Reworded(
        before,
        after,
        (),
        difference(before["text"], after["text"]),
        [name for name in ("owner", "due_on", "state") if before[name] != after[name]],
    )


def _is_other(pieces: Sequence[Piece]) -> bool:
    return any(piece.change is not Change.SAME for piece in pieces)
