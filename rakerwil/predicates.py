"""The `rules` library with types: predicates that compose with `&`, `|` and `~`."""

from collections.abc import Callable
from typing import Any, Protocol, cast

from rules import permissions
from rules import predicates as library

Check = Callable[[Any, Any], bool]


class Predicate(Protocol):
    """What `rules.predicate` makes, as far as this product uses it."""

    def __and__(self, other: "Predicate") -> "Predicate": ...

    def __or__(self, other: "Predicate") -> "Predicate": ...

    def __invert__(self) -> "Predicate": ...

    def __call__(self, user: Any, thing: Any = None) -> bool: ...


def predicate(check: Check) -> Predicate:
    """A predicate from a function of user and thing."""
    return cast(Predicate, library.predicate(check))


def grant(permission: str, when: Predicate) -> None:
    """Let `user.has_perm(permission, thing)` answer with `when`."""
    permissions.add_perm(permission, when)


def holds(permission: str, user: Any, thing: Any = None) -> bool:
    """Whether `user` holds `permission` on `thing`; a permission nobody defined holds for nobody."""
    return bool(permissions.has_perm(permission, user, thing))
