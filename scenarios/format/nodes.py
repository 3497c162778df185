"""The tree of a file: text, mappings and lists, each with its place."""

from collections.abc import Iterator
from typing import Self

from attrs import frozen


@frozen(order=True)
class Place:
    """Where in the file, counted from 1."""

    line: int
    column: int


Mistake = tuple[Place, str]
"""A problem before its file is named."""


class Scalar:
    """A piece of text; what it means is decided by the key that reads it."""

    __slots__ = ("column", "line", "text")

    def __init__(self, text: str, line: int, column: int) -> None:
        self.text = text
        self.line = line
        self.column = column

    @property
    def place(self) -> Place:
        """Where it begins."""
        return Place(self.line, self.column)


class Hole(Scalar):
    """Stands for a value whose problem is already told, such as an alias."""

    __slots__ = ()


class Mapping(dict[str, "Node"]):
    """Keys and values, and where each key stands."""

    __slots__ = ("column", "line", "marks")

    def __init__(self, line: int, column: int) -> None:
        super().__init__()
        self.line = line
        self.column = column
        self.marks: dict[str, tuple[int, int]] = {}

    @property
    def place(self) -> Place:
        """Where it begins."""
        return Place(self.line, self.column)

    def key_place(self, key: str) -> Place:
        """Where a key stands; a key that is not there stands where the mapping begins."""
        return Place(*self.marks.get(key, (self.line, self.column)))

    def put(self, key: str, value: "Node", mark: tuple[int, int]) -> Self:
        """Add a value under a key that stands at ``mark``."""
        self[key] = value
        self.marks[key] = mark
        return self

    def __reduce__(self) -> tuple[object, ...]:
        return Mapping, (self.line, self.column), (None, {"marks": self.marks}), None, iter(self.items())


class Sequence(list["Node"]):
    """A list of values."""

    __slots__ = ("column", "line")

    def __init__(self, line: int, column: int) -> None:
        super().__init__()
        self.line = line
        self.column = column

    @property
    def place(self) -> Place:
        """Where it begins."""
        return Place(self.line, self.column)

    def __reduce__(self) -> tuple[object, ...]:
        return Sequence, (self.line, self.column), None, iter(self)


Node = Scalar | Mapping | Sequence

Path = str | tuple[str | int, ...]
"""A top-level key, or the way to a value: keys, and the indices of list entries (from 0)."""


@frozen(eq=False, repr=False)
class Places:
    """Where everything in a file stands: ``places["steps", 0, "paid"]`` is the first step's payment."""

    root: Mapping

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str | tuple) and self._find(path) is not None

    def __getitem__(self, path: Path) -> Place:
        """The place of a value. Raises KeyError when the file does not write it."""
        found = self._find(path)
        if found is None:
            raise KeyError(path)
        return found.place

    def key(self, path: Path) -> Place:
        """The place of the key itself (a list entry's own place). Raises KeyError when it is not written."""
        steps = (path,) if isinstance(path, str) else path
        place = self[path]
        parent = self._find(steps[:-1])
        return parent.key_place(str(steps[-1])) if isinstance(parent, Mapping) else place

    def nearest(self, path: Path) -> Place:
        """The place of a value or, where the file does not write it, of the nearest thing around it."""
        steps = (path,) if isinstance(path, str) else path
        while steps not in self:
            steps = steps[:-1]
        return self[steps]

    def _find(self, path: Path) -> Node | None:
        node: Node | None = self.root
        for step in (path,) if isinstance(path, str) else path:
            node = _child(node, step)
        return node

    def __iter__(self) -> Iterator[str]:
        return iter(self.root)


def _child(node: Node | None, step: str | int) -> Node | None:
    if isinstance(node, Mapping) and isinstance(step, str):
        return node.get(step)
    if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node):
        return node[step]
    return None
