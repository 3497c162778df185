"""Good stories with one to four changes."""

from copy import deepcopy

from hypothesis import strategies as st

from tests.fuzz.good import STORIES
from tests.fuzz.spots import Change, assign
from tests.fuzz.trees import Keys, text, tree

TREES = tuple(map(tree, STORIES))


@st.composite
def stories(draw: st.DrawFn, changes: tuple[Change, ...], provider: str = "") -> bytes:
    """A good story with one to four changes, told of another provider where one is named."""
    root = deepcopy(draw(st.sampled_from(TREES)))
    for _ in range(draw(st.sampled_from([1, 1, 2, 2, 3, 4]))):
        change = draw(st.sampled_from(changes))
        if isinstance(root, Keys):
            change(draw, root)
    if provider and isinstance(root, Keys):
        assign(root, "provider", provider)
        root[:] = [entry for entry in root if entry[0] not in ("edition", "readings")]
    return text(root).encode("utf-8", "surrogatepass")
