"""The file of a seal: JSON, and where somebody signed it, the signature over its canonical bytes."""

import json
from typing import Any, Self

import cattrs
from attrs import frozen

from lifecycle.store.problems import StoreProblem
from lifecycle.store.seal import Seal

FORMAT, VERSION = "lifecycle.seal", 1

_CONVERTER = cattrs.Converter(forbid_extra_keys=True)


@frozen
class Signature:
    """An Ed25519 signature: the public key's 32 bytes and the 64 of the signature, in hexadecimal digits."""

    public_key: str
    value: str


@frozen
class SealFile:
    """A seal and its signature, if any."""

    seal: Seal
    signature: Signature | None = None

    @property
    def signed(self) -> bytes:
        """What a signature is over: the seal as JSON, keys sorted, without blanks, in UTF-8."""
        return json.dumps(_told(self.seal), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    def written(self) -> bytes:
        """The file."""
        signature = None
        if self.signature is not None:
            signature = {"algorithm": "Ed25519", "public_key": self.signature.public_key, "value": self.signature.value}
        content = {"format": FORMAT, "version": VERSION, "seal": _told(self.seal), "signature": signature}
        return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()

    @classmethod
    def read(cls, name: str, data: bytes) -> Self:
        """The seal in a file. Raises StoreProblem, in words, for one that is none."""
        try:
            content = json.loads(data)
        except ValueError:
            content = None
        if not isinstance(content, dict) or content.get("format") != FORMAT:
            raise StoreProblem(f"{name} is no seal; `lifecycle seal --store URL --out FILE` writes one")
        if content.get("version", VERSION) != VERSION:
            raise StoreProblem(f"{name} was written by another version of this program (version {content['version']})")
        try:
            if "version" not in content:
                raise LookupError("version")
            return cls(_seal(content["seal"]), _signature(content["signature"]))
        except (cattrs.BaseValidationError, ArithmeticError, LookupError, TypeError, ValueError):
            raise StoreProblem(f"{name} is a seal that lacks something, or was changed; get it anew") from None


def _told(seal: Seal) -> dict[str, Any]:
    return {
        "chain": {"count": seal.head.count, "head": seal.head.hash},
        "subscriptions": [
            {"subscription": one.label, "key": one.key, "events": one.events, "digest": one.digest}
            for one in seal.parts
        ],
        "books": list(seal.books),
        "shape": seal.shape,
        "program": seal.program,
        "holidays": seal.holidays,
    }


def _seal(content: dict[str, Any]) -> Seal:
    chain = content["chain"]
    parts = [{**one, "label": one["subscription"]} for one in content["subscriptions"]]
    for one in parts:
        del one["subscription"]
    rest = {name: content[name] for name in ("books", "shape", "program", "holidays")}
    head = {"count": chain["count"], "hash": chain["head"]}
    seal = _CONVERTER.structure({"head": head, "parts": parts, **rest}, Seal)
    bytes.fromhex(seal.head.hash)
    return seal


def _signature(content: dict[str, Any] | None) -> Signature | None:
    if content is None:
        return None
    if content["algorithm"] != "Ed25519":
        raise ValueError(content["algorithm"])
    return _CONVERTER.structure({name: content[name] for name in ("public_key", "value")}, Signature)
