"""Recommendations that may mean the same: by the words they share, explainable and never merged by itself.

Words are lower case, without the function words of Indonesian and without its commonest affixes, so that
"perekrutan" and "merekrut" meet. Alike are two of different regions whose sets of words overlap by a third or
more (Jaccard: shared / all), or by a quarter where they serve the same indicator.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

WORD = re.compile(r"[a-zà-ÿ]{3,}")
FUNCTION_WORDS = frozenset(
    "yang dan dari untuk dengan pada agar atau oleh ini itu akan telah sudah dalam para setiap tiap serta "
    "bagi "
    "sampai secara lebih tidak juga satu dua tiga the and for with rakerwil wilayah merekomendasikan contoh "
    "masing-masing kepada adalah dapat harus perlu per bulan tahun".split()
)
PREFIX = re.compile(r"^(?:me(?:m|n|ng|ny)?|pe(?:m|n|ng|ny)?|be[rl]?|ter|di|ke|se)(?=[a-z]{4,})")
SUFFIX = re.compile(r"(?<=[a-z]{4})(?:k?an|nya|k|i)$")
"""A k goes in any case, since -kan and -k with -an can't be told apart."""

ALIKE = Fraction(1, 3)
ALIKE_ON_ONE_INDICATOR = Fraction(1, 4)
LEAST_SHARED = 3
"""Fewer words in common say nothing."""


@dataclass(frozen=True)
class Text:
    """What is compared of one recommendation."""

    key: int
    place: str
    """Its region: two of one region were kept apart by their own meeting."""
    words: frozenset[str]
    indicators: frozenset[str]


@dataclass(frozen=True)
class Pair:
    """Two that may mean the same, how much they share (0–100 percent), and by which words."""

    one: int
    other: int
    percent: Fraction
    shared: tuple[str, ...]


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The word without its commonest affixes; never shorter than four letters."""
    return SUFFIX.sub("", PREFIX.sub("", word))


def words_of(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning."""
    return frozenset(stem(word) for word in WORD.findall(text.lower()) if word not in FUNCTION_WORDS)


def alike(texts: Sequence[Text]) -> list[Pair]:
    """All pairs that may mean the same, the most alike first; ties by key."""
    pairs = [pair for at, one in enumerate(texts) for pair in _with(one, texts[at + 1 :])]
    return sorted(pairs, key=lambda pair: (-pair.percent, pair.one, pair.other))


def _with(one: Text, others: Iterable[Text]) -> Iterable[Pair]:
    for other in others:
        shared = one.words & other.words
        if one.place == other.place or len(shared) < LEAST_SHARED:
            continue
        part = Fraction(len(shared), len(one.words | other.words))
        if part >= (ALIKE_ON_ONE_INDICATOR if one.indicators & other.indicators else ALIKE):
            yield Pair(one.key, other.key, 100 * part, tuple(sorted(shared)))
