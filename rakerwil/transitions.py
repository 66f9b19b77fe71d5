"""State machines as tables: a verb, the states it starts from, the state it leads to."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """A verb that can't be done now; its text is for the person who tried."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class WrongState(Refused):
    """The thing is no longer (or not yet) in a state from which this verb starts."""


class ReasonMissing(Refused):
    """The step asks for a reason and none was given."""


@dataclass(frozen=True)
class Step:
    """One row of a state table."""

    sources: tuple[str, ...]
    target: str
    needs_reason: bool = False


class StateTable:
    """All the steps a thing can take, by verb."""

    def __init__(self, steps: Mapping[str, Step]) -> None:
        self._steps = dict(steps)

    def allows(self, verb: str, state: str) -> bool:
        """Whether `verb` starts from `state`."""
        return state in self._steps[verb].sources

    def target(self, verb: str, state: str, reason: str = "") -> str:
        """The state that `verb` leads to from `state`; raises WrongState or ReasonMissing."""
        step = self._steps[verb]
        if state not in step.sources:
            raise WrongState(_("This has already moved on. Look at its current state, then try again."))
        if step.needs_reason and not reason.strip():
            raise ReasonMissing(_("Write the reason, so that the others understand this step."))
        return step.target

    @property
    def verbs(self) -> tuple[str, ...]:
        return tuple(self._steps)

    def step(self, verb: str) -> Step:
        return self._steps[verb]
