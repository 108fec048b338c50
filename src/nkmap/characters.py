"""Which characters are no text, which are not seen, and how one that can be written in parts is.

What no XML document can hold, and what Unicode says will never be a character, ends programs that
draw or write files: a dataset is refused with it, and from what a reader types it is left out.
"""

from __future__ import annotations

import re
import unicodedata

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_HALVES = "\ud800-\udfff"
_NEVER = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}-{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
"""What Unicode says will never be a character, as ranges of a regular expression."""
_NO_TEXT = re.compile(f"[{_CONTROLS}{_HALVES}{_NEVER}]")
"""Control characters but tab and line ends, halves of characters, and what is never a character."""
UNSEEN = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
"""What is not seen by itself (Default_Ignorable_Code_Point), as ranges of a regular expression:
soft hyphens, joiners, marks of direction, selectors of variants. They are pasted along unnoticed.
"""

_UNSEEN = re.compile(f"[{UNSEEN}]")
UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb" + _NEVER + "]"
)
"""Characters that are not seen, or that steer a terminal or the direction of text."""


def composed(text: str) -> str:
    """Text with each letter written as one character where there is one (NFC).

    What macOS calls files, and some sites print, takes a Korean syllable apart into its letters:
    equal to the eye, but another id, and drawn as loose letters.
    """
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def without_no_text(text: str) -> str:
    """Text without what is no text, for what draws or writes files."""
    return _NO_TEXT.sub("", text)


_TURNS = dict.fromkeys([0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def without_turns(text: str) -> str:
    """Text without marks of direction, which could make one claim read as another around it."""
    return text.translate(_TURNS)


def no_text(text: str) -> str:
    """What is wrong with the first character that is no text; empty where all are fine."""
    found = _NO_TEXT.search(text)
    if not found:
        return ""
    is_control = unicodedata.category(found[0]) == "Cc"
    what = "a control character" if is_control else "which is no character"
    return f"U+{ord(found[0]):04X}, {what}"


def cleaned(text: str) -> str:
    """Text that somebody typed, composed, without what is no text; line ends are one character."""
    return composed(without_no_text(text.replace("\r\n", "\n").replace("\r", "\n")))


def searched(text: str) -> str:
    """Words to search for on one line, without what is no text or is not seen."""
    return " ".join(composed(_UNSEEN.sub("", without_no_text(text))).split())


def visible(text: str) -> str:
    """Text on one line, with characters that cannot be seen written out as their numbers."""

    def number(found: re.Match[str]) -> str:
        code = ord(found[0])
        return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"

    return UNPRINTABLE.sub(number, text)


def one_line(text: str) -> str:
    """Text on one line, with characters that cannot be seen left out, not written out."""
    return " ".join(UNPRINTABLE.sub(lambda m: " " if m[0].isspace() else "", text).split())
