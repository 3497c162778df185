"""Object stores by their URIs: how they are reached, and what goes wrong with them in words."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

import pyarrow as pa
from pyarrow import fs

from lifecycle.problems import Problem, Problems, unknown

ATTEMPTS = 3
"""So often a store is asked before it is given up: what waits longer looks as if it worked."""

_PATIENCE = 5
_OPTIONS = ("endpoint_override", "region", "scheme", "tls_ca_file_path")
_ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
_REGIONS = ("AWS_REGION", "AWS_DEFAULT_REGION")
_KEYS = ("AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_ROLE_ARN", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")
_KEPT = ("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials"), ("AWS_CONFIG_FILE", "~/.aws/config")
_FAILURE = re.compile(r"AWS Error (\w+)(?: \(HTTP status (\d+)\))? during (\w+) operation: (.*)", re.DOTALL)
_DETAILS = re.compile(r"Details: (.+)", re.DOTALL)
_REFUSED = {"ACCESS_DENIED", "INVALID_ACCESS_KEY_ID", "SIGNATURE_DOES_NOT_MATCH", "INVALID_CLIENT_TOKEN_ID"}


def is_uri(name: str) -> bool:
    """Whether a name is a URI, not a path of this machine."""
    return "://" in name


@cache
def reached(name: str) -> tuple[Any, str]:
    """The file system of a name, and its path in it. Raises Problems for an address that is none."""
    if not is_uri(name):
        return fs.LocalFileSystem(), name
    with telling(name):
        if urlsplit(name).scheme != "s3":
            system, path = fs.FileSystem.from_uri(name)
            return system, path
        return _s3(name)


def beside(name: str, path: str) -> str:
    """The name of another path in the file system of a name."""
    if not is_uri(name):
        return path
    url = urlsplit(name)
    host = url.netloc if path.startswith("/") and url.scheme != "file" else ""
    return f"{url.scheme}://{host}{quote(path)}{f'?{url.query}' if url.query else ''}"


def shown(name: str) -> str:
    """A name without the secrets that may stand in it."""
    return re.sub(r"(?<=://)[^/@]*@", "***@", name)


@contextmanager
def telling(name: str) -> Iterator[None]:
    """Failures of a store as Problems of a name in it; those of this machine's own disk stay what they are."""
    try:
        yield
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as wrong:
        if not is_uri(name):
            raise
        raise _problem(name, f"is no address that can be read: {wrong}") from None
    except OSError as wrong:
        if not is_uri(name):
            raise
        raise _problem(name, said(name, wrong)) from None


def said(name: str, wrong: OSError) -> str:
    """What a failure of a store means."""
    found = _FAILURE.search(str(wrong))
    if found is None:
        return "there is nothing of that name" if isinstance(wrong, FileNotFoundError) else str(wrong).splitlines()[0]
    kind, status, _, words = found.groups()
    bucket = urlsplit(name).netloc
    if kind == "NO_SUCH_BUCKET":
        return f"there is no bucket {bucket!r}"
    if kind in _REFUSED or status in {"401", "403"}:
        why = kind.lower().replace("_", " ")
        return f"the store refuses this ({why}): {_of_keys()}"
    if kind == "NETWORK_CONNECTION":
        details = _DETAILS.search(words)
        where = _endpoint(dict(parse_qsl(urlsplit(name).query)))[0] or "Amazon's S3"
        words = details[1] if details else words
        return f"{where} does not answer: {words.strip()}"
    told = words.split("(Request ID")[0].strip()
    return f"the store answers {kind}{f' ({status})' if status else ''}: {told}"


def _of_keys() -> str:
    """What to do about a refusal: whether there is any key at all."""
    kept = [Path(os.environ.get(name, path)).expanduser() for name, path in _KEPT]
    if any(map(os.environ.get, _KEYS)) or any(path.exists() for path in kept):
        return "the key at hand (AWS_ACCESS_KEY_ID, or a profile of ~/.aws) is none that may do it"
    return "no key is at hand; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE"


def _s3(name: str) -> tuple[Any, str]:
    url = urlsplit(name)
    if "@" in url.netloc:
        words = "an address with keys in it would stand in every row; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
        raise _problem(name, words)
    asked = dict(parse_qsl(url.query))
    wrong = [unknown("option of an address", one, _OPTIONS) for one in asked if one not in _OPTIONS]
    if wrong:
        raise Problems([Problem(name, 0, 0, words) for words in wrong])
    if not url.netloc:
        raise _problem(name, "names no bucket; write s3://bucket/path")
    endpoint, scheme = _endpoint(asked)
    region = asked.get("region") or next(filter(None, map(os.environ.get, _REGIONS)), None)
    if region is None and endpoint is None:
        region = fs.resolve_s3_region(url.netloc)
    system = fs.S3FileSystem(
        endpoint_override=endpoint,
        scheme=scheme,
        region=region,
        tls_ca_file_path=asked.get("tls_ca_file_path"),
        connect_timeout=_PATIENCE,
        retry_strategy=fs.AwsStandardS3RetryStrategy(max_attempts=ATTEMPTS),
        allow_delayed_open=True,
    )
    return system, f"{url.netloc}{unquote(url.path)}".rstrip("/")


def _endpoint(asked: dict[str, str]) -> tuple[str | None, str]:
    """Where the store is, if not at Amazon's, and whether it is asked by https."""
    told = asked.get("endpoint_override") or next(filter(None, map(os.environ.get, _ENDPOINTS)), None)
    scheme, host = (told or "").split("://") if is_uri(told or "") else ("https", told)
    return (host or "").rstrip("/") or None, asked.get("scheme", scheme)


def _problem(name: str, words: str) -> Problems:
    return Problems([Problem(shown(name), 0, 0, words)])
