"""The start of a book that is right so far, for tests of what stands under it."""

import pytest


@pytest.fixture
def header() -> str:
    return """\
# Kecil, terms of 2024

In the words of the test.

```toml
provider = "kecil"
in_force = 2024-01-01
authority = "invented"
source = "a test"
```
"""
