"""Characters of symbol fonts (Wingdings, Webdings) as the Unicode signs that they show, as far as plans use them."""

from __future__ import annotations

_SYMBOLS = {
    "wingdings": {
        0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "☐", 0x70: "☐", 0x71: "☐", 0x72: "☐", 0x74: "◆", 0x75: "◆", 0x76: "❖",
        0x77: "◆", 0x78: "☒", 0x9E: "•", 0x9F: "●", 0xA1: "○", 0xA7: "■", 0xA8: "☐", 0xAB: "★", 0xD8: "➢", 0xE0: "→",
        0xE8: "→", 0xF0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    },
    "wingdings 2": {
        0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x95: "•", 0x96: "●", 0x97: "●", 0x98: "●",
        0xA0: "■", 0xA1: "■", 0xA2: "■", 0xA3: "☐",
    },
    "webdings": {0x61: "✓", 0x63: "☐", 0x67: "■", 0x6E: "●", 0x72: "✗", 0x3D: "●"},
    "symbol": {0xA8: "◆", 0xAE: "→", 0xB7: "•", 0xD6: "✓"},
}  # fmt: skip


def is_symbol_font(font: str | None) -> bool:
    """Tell whether the characters of `font` are signs and not letters."""
    return (font or "").casefold() in _SYMBOLS


def symbols(text: str, font: str | None) -> str:
    """Return `text`, written in `font`, with its signs in Unicode; what is not known stays.

    The codes of signs are those of letters or the same in the private use area (from U+F000).
    """
    signs = _SYMBOLS.get((font or "").casefold())
    if signs is None:
        return text
    codes = ((character, ord(character) - 0xF000 * (0xF000 <= ord(character) <= 0xF0FF)) for character in text)
    return "".join(signs.get(code, character) for character, code in codes)
