"""Terbilang: numbers and dates written out in Indonesian words, as official records have them.

The words are Indonesian whatever language the reader chose: a signed record has one language.
"""

from datetime import date, datetime

DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
GROUPS = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "ribu"), (100, "ratus"))
LARGEST = 10**15 - 1

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
ORDINALS = (
    "Pertama",
    "Kedua",
    "Ketiga",
    "Keempat",
    "Kelima",
    "Keenam",
    "Ketujuh",
    "Kedelapan",
    "Kesembilan",
    "Kesepuluh",
)


def spelled(number: int) -> str:
    """A whole number in words: 35 is `tiga puluh lima`; ValueError beyond 15 digits."""
    if abs(number) > LARGEST:
        raise ValueError(f"{number} has more than 15 digits")
    return f"minus {_positive(-number)}" if number < 0 else _positive(number)


def _positive(number: int) -> str:
    if number < 20:
        return _below_twenty(number)
    if number < 100:
        return _joined(f"{DIGITS[number // 10]} puluh", number % 10)
    # one hundred and one thousand have words of their own; one million has not
    size, name = next(group for group in GROUPS if number >= group[0])
    many = number // size
    head = f"se{name}" if many == 1 and size <= 1000 else f"{_positive(many)} {name}"
    return _joined(head, number % size)


def _below_twenty(number: int) -> str:
    if number < 10:
        return DIGITS[number]
    return {10: "sepuluh", 11: "sebelas"}.get(number) or f"{DIGITS[number - 10]} belas"


def _joined(head: str, rest: int) -> str:
    return f"{head} {_positive(rest)}" if rest else head


def counted(number: int) -> str:
    """A figure with its words: `35 (tiga puluh lima)`."""
    return f"{number} ({spelled(number)})"


def ordinal(number: int) -> str:
    """The number of a clause: 1 is `Pertama`, 2 `Kedua`, 11 `Kesebelas`."""
    return ORDINALS[number - 1] if 1 <= number <= len(ORDINALS) else f"Ke{spelled(number)}"


def day_in_words(day: date) -> str:
    """`Jumat tanggal sepuluh bulan September tahun dua ribu dua puluh satu`."""
    return (
        f"{WEEKDAYS[day.weekday()]} tanggal {spelled(day.day)} bulan {MONTHS[day.month - 1]} "
        f"tahun {spelled(day.year)}"
    )


def clock_in_words(moment: datetime) -> str:
    """`sembilan lewat lima menit`; a full hour is the hour alone."""
    hour = spelled(moment.hour)
    return f"{hour} lewat {spelled(moment.minute)} menit" if moment.minute else hour
