"""The title of a scenario file, read from its head alone."""

import yaml

from scenarios.format.markup import LOADER
from scenarios.format.source import UNFIT


def title(text: str) -> str | None:
    """What stands after the file's own ``scenario``; None where that cannot be read, or is nothing to be shown."""
    depth, at_value, key = 0, False, ""
    try:
        for event in iter(LOADER(text).get_event, None):
            if isinstance(event, yaml.ScalarEvent) and depth == 1:
                if at_value and key == "scenario":
                    return None if UNFIT.search(event.value) else " ".join(event.value.split()) or None
                key, at_value = event.value, not at_value
            elif isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
                at_value = at_value and depth != 1
            elif isinstance(event, yaml.AliasEvent) and depth == 1:
                at_value = not at_value
    except yaml.YAMLError:
        pass
    return None
