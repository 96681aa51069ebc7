"""How do messages to the workers lie in the queue?"""

import json
from datetime import datetime

from huey.registry import Message
from huey.serializer import Serializer


class PlainSerializer(Serializer):  # type: ignore[misc]
    """Writes messages as JSON: what lies in a queue is read by people, and runs nothing."""

    def _serialize(self, data: Message) -> bytes:
        expires = data.expires_resolved
        plain = {
            "id": data.id,
            "name": data.name,
            "args": list(data.args),
            "expires": None if expires is None else expires.isoformat(),
        }
        return json.dumps(plain, sort_keys=True).encode("ascii")

    def _deserialize(self, data: bytes) -> Message:
        plain = json.loads(bytes(data))
        expires = plain["expires"]
        return Message(
            id=plain["id"],
            name=plain["name"],
            args=tuple(plain["args"]),
            kwargs={},
            retries=0,
            retry_delay=0,
            retry_backoff=0,
            expires_resolved=None if expires is None else datetime.fromisoformat(expires),
        )
