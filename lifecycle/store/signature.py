"""Ed25519 signatures of seals, by a library that is an extra."""

from importlib import import_module
from pathlib import Path
from typing import Any

import attrs

from lifecycle.store.finding import Problem
from lifecycle.store.problems import StoreProblem
from lifecycle.store.seal_file import SealFile, Signature

_EXTRA = "signatures need the extra seal: pip install 'subscription-lifecycle[seal]'"
_MAKE = "make one with `openssl genpkey -algorithm ed25519 -out FILE`"
_PUBLIC = "`openssl pkey -in KEY -pubout -out FILE` writes it"


def signed(file: SealFile, key: Path) -> SealFile:
    """A seal with the signature of a private key (PEM, PKCS 8). Raises StoreProblem for a key that is none."""
    private = _loaded(key, "load_pem_private_key", f"private key; {_MAKE}", None)
    public = _raw(private.public_key())
    return attrs.evolve(file, signature=Signature(public.hex(), private.sign(file.signed).hex()))


def wrong(file: SealFile, public_key: Path | None) -> Problem | None:
    """What is wrong with the signature of a seal, which a public key (PEM), where it is given, must have made."""
    given = _raw(_loaded(public_key, "load_pem_public_key", f"public key; {_PUBLIC}")) if public_key else None
    if file.signature is None:
        return Problem("unsigned", None, "the seal is not signed, and a public key was given") if given else None
    try:
        by, value = (bytes.fromhex(text) for text in (file.signature.public_key, file.signature.value))
    except ValueError:
        by = value = b""
    if given is not None and by != given:
        return Problem("forged", None, "the seal is signed with another key than the one that was given")
    keys = _library("hazmat.primitives.asymmetric.ed25519").Ed25519PublicKey
    refusals = (_library("exceptions").InvalidSignature, ValueError)
    try:
        keys.from_public_bytes(by).verify(value, file.signed)
    except refusals:
        return Problem("forged", None, "the seal was changed after it was signed, or its signature was")
    return None


def _loaded(path: Path, loader: str, what: str, *arguments: Any) -> Any:
    load = getattr(_library("hazmat.primitives.serialization"), loader)
    ed25519 = _library("hazmat.primitives.asymmetric.ed25519")
    data = path.read_bytes()
    try:
        key = load(data, *arguments)
    except TypeError:
        raise StoreProblem(f"{path} is locked with a password; give a key that is not") from None
    except (ValueError, _library("exceptions").UnsupportedAlgorithm):
        key = None
    if not isinstance(key, ed25519.Ed25519PrivateKey | ed25519.Ed25519PublicKey):
        raise StoreProblem(f"{path} is no Ed25519 {what}")
    return key


def _raw(public: Any) -> bytes:
    data: bytes = public.public_bytes_raw()
    return data


def _library(module: str) -> Any:
    try:
        return import_module(f"cryptography.{module}")
    except ImportError as missing:
        raise StoreProblem(f"{_EXTRA} ({missing})") from missing
