from rakerwil.seals import SIGNS, seal


def test_a_seal_is_the_same_for_the_same_and_another_for_anything_else():
    seals = {seal(purpose, told, 8) for purpose in ("pintu", "kode") for told in ("1:a", "1:b", "11:a")}

    assert seal("pintu", "1:a", 8) == seal("pintu", "1:a", 8)
    assert len(seals) == 6


def test_a_seal_has_only_signs_that_are_read_for_nothing_else(settings):
    seals = "".join(seal("pintu", str(number), 32) for number in range(50))
    first = seal("pintu", "1", 8)

    settings.SECRET_KEY = "x" * 50

    assert (set(seals), len(SIGNS)) == (set(SIGNS), 32)
    assert seal("pintu", "1", 8) != first
