"""Texts as nobody should send them, each of any length."""

from __future__ import annotations

from collections.abc import Callable

PROSE = (
    "Iraqi forces raided a base of Kata'ib Hezbollah on Thursday. The United States praised the raid, which the "
    "government had ordered. “We will not give in,” said its spokesman. "
)
BAD_TEXTS: dict[str, Callable[[int], str]] = {
    "one line": lambda size: (PROSE * (size // len(PROSE) + 1))[:size],
    "one word": lambda size: "a" * size,
    "control characters": lambda size: ("Iran\x01 \x1b[31mbacked\x07 Iraq.\x0b\x0c\x7f " * size)[:size],
    "right to left": lambda size: ("أعلن رئيس الوزراء أن قوات الأمن اعتقلت Kataib Hezbollah. \u202e" * size)[:size],
    "emoji": lambda size: ("Iran 🔥👨‍👩‍👧 attacked Iraq 🇮🇶! " * size)[:size],
    "combining marks": lambda size: ("I\u0301\u0302\u0303ran attacked Iraq. " * size)[:size],
    "HTML": lambda size: ('<div class="x"><p>Iran attacked <b>Iraq</b>.</p></div>' * size)[:size],
    "names": lambda size: ("Qais al-Khazali, Hadi al-Amiri, Faleh al-Fayyadh, " * size)[:size],
    "nested quotes": lambda size: ("“He said: " * size)[: size // 2] + "Iran attacked Iraq." + "”" * (size // 2),
    "brackets": lambda size: "(" * (size // 2) + "Iran attacked Iraq" + ")" * (size // 2),
    "link marks": lambda size: ("[Iran](" * size)[:size],
    "Markdown marks": lambda size: ("**#` > " * size)[:size],
    "blanks": lambda size: f"Iran{' ' * size}attacked Iraq.",
    "line feeds": lambda size: f"Iran{chr(10) * size}attacked Iraq.",
    "full stops": lambda size: (". " * size)[:size],
    "dates": lambda size: ("2020-06-25 " * size)[:size],
    "handles": lambda size: ("@MAKadhimi RT @x: " * size)[:size],
    "capitals": lambda size: ("IRAN ATTACKED IRAQ. " * size)[:size],
}
