"""Between recorded events and the library's stored events, by way of a compressor and a cipher where there are any."""

from typing import Any

from eventsourcing.persistence import Mapper, StoredEvent

from lifecycle.events import Recorded
from lifecycle.store.older import OLDER
from lifecycle.store.problems import StoreProblem
from lifecycle.store.twins import NotCanonical, recorded


class RecordedMapper(Mapper[str]):
    """The library's mapper for events that are values, named by short topics instead of module paths.

    The environment configures it as it does the stock one (``COMPRESSOR_TOPIC``, ``CIPHER_TOPIC``).
    """

    def to_stored_event(self, domain_event: Any) -> StoredEvent:
        """The stored form of a `Recorded`; the library's protocol for events would ask for its own field names."""
        event: Recorded = domain_event
        state = self.transcoder.encode(event)
        if self.compressor:
            state = self.compressor.compress(state)
        if self.cipher:
            state = self.cipher.encrypt(state)
        return StoredEvent(event.subscription, event.version, event.event.topic, state)

    def to_domain_event(self, stored_event: StoredEvent) -> Any:
        """The `Recorded` of a stored event.

        Raises StoreProblem unless this program (or the one whose version of the event it is) would write the very
        same bytes: so an unknown field, a doubled key, another notation or another order is refused, wherever in
        the event it is.
        """
        subscription, version = str(stored_event.originator_id), stored_event.originator_version
        return self.opened(subscription, version, stored_event.topic, stored_event.state)

    def opened(self, subscription: str, version: int, topic: str, state: bytes) -> Recorded:
        """The same, of the columns of a stored event."""
        if self.cipher is not None or self.compressor is not None or type(state) is not bytes:
            state = self.plain(StoredEvent(subscription, version, topic, state))
        try:
            return recorded(subscription, version, topic, state)
        except KeyError:
            found = f"is a {topic!r}, which this version of the program does not know"
        except NotCanonical:
            found = (
                f"({topic}) is not written as this version of the program writes it: it holds an unknown field, "
                "or was changed"
            )
        except (ValueError, OverflowError) as problem:
            raise StoreProblem(
                f"event {version} of {subscription} cannot be read: {problem}", subscription
            ) from problem
        raise StoreProblem(f"event {version} of {subscription} {found}", subscription)

    def same(self, stored_event: StoredEvent, offered: Recorded) -> bool:
        """Whether a stored event is the offered one, to the byte; one of an older version as it would be today."""
        topic, data = stored_event.topic, self.plain(stored_event)
        if topic in OLDER:
            meant: Recorded = self.to_domain_event(stored_event)
            topic, data = meant.event.topic, self.transcoder.encode(meant)
        return topic == offered.event.topic and data == self.transcoder.encode(offered)

    def plain(self, stored_event: StoredEvent) -> bytes:
        """The canonical bytes inside a stored event. Raises StoreProblem when cipher or compressor refuse it."""
        state = stored_event.state
        try:
            if self.cipher:
                state = self.cipher.decrypt(state)
            if self.compressor:
                state = self.compressor.decompress(state)
        except Exception as problem:  # whatever a configured cipher or compressor raises for bytes that are not its own
            raise _unusable(stored_event, f"cannot be decrypted or unpacked: {problem}") from problem
        # SQLite keeps whatever type was put in; an edit by hand leaves text where bytes were.
        if not isinstance(state, bytes):
            raise _unusable(stored_event, "cannot be read: its state is not bytes")
        return state


def _unusable(stored_event: StoredEvent, words: str) -> StoreProblem:
    name = str(stored_event.originator_id)
    return StoreProblem(f"event {stored_event.originator_version} of {name} {words}", name)
