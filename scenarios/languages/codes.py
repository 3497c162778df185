"""The languages that pages are written in."""

from typing import Literal, get_args

Code = Literal["en", "id"]
CODES: tuple[Code, ...] = get_args(Code)
