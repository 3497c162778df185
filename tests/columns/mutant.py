"""An edit of the stepping, which what it comes to must not survive."""

from attrs import frozen


@frozen
class Mutant:
    """One edit: what it does, in words, in which module, and the text before and after."""

    words: str
    module: str
    before: str
    after: str
