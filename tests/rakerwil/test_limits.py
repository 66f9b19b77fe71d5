import pytest

from rakerwil import limits


@pytest.fixture(autouse=True)
def moment(monkeypatch):
    """One moment, so that no try falls into the next span."""
    monkeypatch.setattr("time.time", lambda: 1_631_246_400.0)


def test_one_try_beyond_the_most_is_too_many():
    assert [limits.too_many("pintu", 2, 60) for _try in range(3)] == [False, False, True]


def test_looking_counts_nothing_and_each_key_has_its_own_tries():
    limits.too_many("pintu", 1, 60)

    looks = [limits.are_used_up(key, 1, 60) for key in ("pintu", "pintu", "lain")]

    assert looks == [True, True, False]


def test_in_the_next_span_all_tries_are_there_again(monkeypatch):
    limits.too_many("pintu", 1, 60)
    monkeypatch.setattr("time.time", lambda: 1_631_246_460.0)

    assert limits.too_many("pintu", 1, 60) is False
