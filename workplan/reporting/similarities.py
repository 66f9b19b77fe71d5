"""Recommendations that may mean the same: by the words they share, explainable and never merged by itself.

Words are lower case, without the function words of Indonesian and without its commonest affixes, so that
"perekrutan" and "merekrut" meet. Every word weighs by how rare it is: one that stands in more than half of
all weighs nothing, for each halving of that it weighs one more, so that how everybody words a recommendation
does not make two of them alike. Alike are two of different regions whose words overlap by a third or more of
their weight (Jaccard: shared / all), or by a quarter where they serve the same indicator.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
ENOUGH = 8
"""From so many recommendations on it shows which words are common; among fewer, each weighs the same."""


@dataclass(frozen=True)
class Text:
    """What is compared of one recommendation."""

    key: int
    place: str
    """Its region: two of one region were kept apart by their own meeting."""
    words: Mapping[str, str]
    """By stem the word as it is written there."""
    indicators: frozenset[str]


@dataclass(frozen=True)
class Pair:
    """Two that may mean the same, how much they share (0–100 percent), by which words, the rarest first."""

    one: int
    other: int
    percent: Fraction
    shared: tuple[str, ...]


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The word without its commonest affixes; never shorter than four letters."""
    return SUFFIX.sub("", PREFIX.sub("", word))


def words_of(text: str) -> dict[str, str]:
    """The words that carry meaning: by stem the first that is written so."""
    words = [word for word in WORD.findall(text.lower()) if word not in FUNCTION_WORDS]
    return {stem(word): word for word in reversed(words)}


def weights_of(texts: Sequence[Text]) -> dict[str, int]:
    """What each stem weighs among these texts; what only one of them says weighs as much as what two say."""
    if len(texts) < ENOUGH:
        return {word: 1 for text in texts for word in text.words}
    counts = Counter(word for text in texts for word in text.words)
    return {word: (len(texts) // max(count, 2)).bit_length() - 1 for word, count in counts.items()}


def alike(texts: Sequence[Text]) -> list[Pair]:
    """All pairs that may mean the same, the most alike first; ties by key."""
    weights = weights_of(texts)
    telling = {text.key: frozenset(word for word in text.words if weights[word]) for text in texts}
    whole = {key: sum(weights[word] for word in words) for key, words in telling.items()}

    def with_others(one: Text, others: Iterable[Text]) -> Iterable[Pair]:
        for other in others:
            shared = telling[one.key] & telling[other.key]
            if one.place == other.place or len(shared) < LEAST_SHARED:
                continue
            common = sum(weights[word] for word in shared)
            part = Fraction(common, whole[one.key] + whole[other.key] - common)
            if part >= (ALIKE_ON_ONE_INDICATOR if one.indicators & other.indicators else ALIKE):
                rarest = sorted(shared, key=lambda word: (-weights[word], word))
                yield Pair(one.key, other.key, 100 * part, tuple(one.words[word] for word in rarest))

    pairs = [pair for at, one in enumerate(texts) for pair in with_others(one, texts[at + 1 :])]
    return sorted(pairs, key=lambda pair: (-pair.percent, pair.one, pair.other))
