"""Numbers as lists count them: in digits, roman numerals or letters."""

from __future__ import annotations

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LARGEST = 3_999


def numeral(number: int, shape: str) -> str:
    """Return `number` in the `shape` in which one is written: ``1``, ``01``, ``1.º``, ``I``, ``i``, ``A``, ``a``."""
    if shape in "Ii" and 0 < number <= _LARGEST:
        text = _roman(number)
    elif shape in "Aa" and 0 < number <= _LARGEST:
        text = chr(ord("A") + (number - 1) % 26) * (1 + (number - 1) // 26)
    else:
        return f"{number:02}" if shape == "01" else f"{number}.º" if shape == "1.º" else str(number)
    return text.lower() if shape.islower() else text


def _roman(number: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        count, number = divmod(number, worth)
        text += letters * count
    return text
