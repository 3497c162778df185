"""Between recorded events and the library's stored events, by way of a compressor and a cipher where there are any."""

from typing import Any

from eventsourcing.persistence import Mapper, StoredEvent

from lifecycle.events import EVENTS, Recorded
from lifecycle.store.codec import opened
from lifecycle.store.problems import StoreProblem


class RecordedMapper(Mapper[str]):
    """The library's mapper for events that are values, named by short topics instead of module paths.

    The environment configures it as it does the stock one (``COMPRESSOR_TOPIC``, ``CIPHER_TOPIC``).
    """

    def to_stored_event(self, domain_event: Any) -> StoredEvent:
        """The stored form of a `Recorded`; the library's protocol for events would ask for its own field names."""
        recorded: Recorded = domain_event
        state = self.transcoder.encode(recorded)
        if self.compressor:
            state = self.compressor.compress(state)
        if self.cipher:
            state = self.cipher.encrypt(state)
        return StoredEvent(recorded.subscription, recorded.version, recorded.event.topic, state)

    def to_domain_event(self, stored_event: StoredEvent) -> Any:
        """The `Recorded` of a stored event.

        Raises StoreProblem unless this program would write the very same bytes: so an unknown field, a doubled
        key, another notation or another order is refused, wherever in the event it is.
        """
        if stored_event.topic not in EVENTS:
            raise StoreProblem(
                f"{_named(stored_event)} is a {stored_event.topic!r}, which this version of the program does not know"
            )
        plain = self.plain(stored_event)
        subscription, version = str(stored_event.originator_id), stored_event.originator_version
        try:
            recorded = opened(subscription, version, stored_event.topic, self.transcoder.decode(plain))
            same = self.transcoder.encode(recorded) == plain
        except (ValueError, OverflowError) as problem:
            raise StoreProblem(f"{_named(stored_event)} cannot be read: {problem}") from problem
        if not same:
            raise StoreProblem(
                f"{_named(stored_event)} ({stored_event.topic}) is not written as this version of the program "
                "writes it: it holds an unknown field, or was changed"
            )
        return recorded

    def plain(self, stored_event: StoredEvent) -> bytes:
        """The canonical bytes inside a stored event. Raises StoreProblem when cipher or compressor refuse it."""
        state = stored_event.state
        try:
            if self.cipher:
                state = self.cipher.decrypt(state)
            if self.compressor:
                state = self.compressor.decompress(state)
        except Exception as problem:  # whatever a configured cipher or compressor raises for bytes that are not its own
            raise StoreProblem(f"{_named(stored_event)} cannot be decrypted or unpacked: {problem}") from problem
        # SQLite keeps whatever type was put in; an edit by hand leaves text where bytes were.
        if not isinstance(state, bytes):
            raise StoreProblem(f"{_named(stored_event)} cannot be read: its state is not bytes")
        return state


def _named(stored_event: StoredEvent) -> str:
    return f"event {stored_event.originator_version} of {stored_event.originator_id}"
