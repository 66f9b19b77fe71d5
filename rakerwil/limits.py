"""How often something may be tried: counted in the cache that all workers share."""

import time

from django.core.cache import cache


def too_many(key: str, most: int, seconds: int) -> bool:
    """Count one more within the span; whether it is one too many."""
    slot = _slot(key, seconds)
    cache.add(slot, 0, seconds * 2)
    try:
        return bool(cache.incr(slot) > most)
    except ValueError:  # a full cache has let go of it
        return False


def are_used_up(key: str, most: int, seconds: int) -> bool:
    """Whether all tries of the span are used; counts nothing."""
    return bool(cache.get(_slot(key, seconds), 0) >= most)


def _slot(key: str, seconds: int) -> str:
    return f"limit:{key}:{int(time.time()) // seconds}"
