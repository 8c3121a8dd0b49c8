"""Ways to tell an alert: a signed call to a web address, or an e-mail as a file."""

import hashlib
import hmac
import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import format_datetime, localtime
from pathlib import Path

from lagebild import __version__
from lagebild.errors import UsageError
from lagebild.feed.address import FetchError
from lagebild.feed.alerts import Alert
from lagebild.feed.fetch import Fetcher, now
from lagebild.show.export.files import whole_file
from lagebild.show.plain import harmless

TRIES = 3
LONGEST_PAUSE = 60.0
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True)
class Webhook:
    """Calls a web address with the alert as JSON.

    `X-Lagebild-Signature` is "sha256=" and the HMAC-SHA256 of the time in `X-Lagebild-Timestamp`, a
    full stop and the body, under the secret. `Idempotency-Key` stays the same when a call is
    repeated.
    """

    url: str
    secret: bytes = field(repr=False)
    fetcher: Fetcher
    pause: Callable[[float], None] = time.sleep
    chance: random.Random = field(default_factory=random.Random)

    @property
    def name(self) -> str:
        return f"webhook {self.url}"

    def deliver(self, alert: Alert) -> None:
        """Call up to three times. Raises FetchError where none of it was confirmed."""
        body = alert_body(alert)
        for number in range(1, TRIES + 1):
            try:
                self.fetcher.post(self.url, body, self._headers(alert, body))
                return
            except FetchError as error:
                lasting = error.status is not None and error.status not in PASSING
                wait = error.retry_after or 2.0**number * self.chance.uniform(0.8, 1.2)
                if number == TRIES or lasting or wait > LONGEST_PAUSE:
                    raise
                self.pause(wait)

    def _headers(self, alert: Alert, body: bytes) -> dict[str, str]:
        stamp = str(int(now()))
        return {
            "Content-Type": "application/json; charset=utf-8",
            "Idempotency-Key": alert.key,
            "X-Lagebild-Timestamp": stamp,
            "X-Lagebild-Signature": signature(self.secret, stamp, body),
        }


def signature(secret: bytes, stamp: str, body: bytes) -> str:
    """What a receiver computes to see that a call comes from who knows the secret."""
    signed = hmac.new(secret, stamp.encode() + b"." + body, hashlib.sha256)
    return f"sha256={signed.hexdigest()}"


def alert_body(alert: Alert) -> bytes:
    """The alert as JSON: the same bytes however often it is sent."""
    entry = alert.entry
    content = {
        "key": alert.key,
        "question": alert.question.words,
        "id": entry.id,
        "title": entry.title,
        "summary": entry.summary,
        "url": entry.url or None,
        "published": entry.day.isoformat(),
        "tags": list(entry.tags),
        "evidence": [
            {"words": q.words, "source": q.source, "url": q.url or None} for q in entry.evidence
        ],
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True).encode()


@dataclass(frozen=True)
class MailFolder:
    """Writes alerts as e-mail files (.eml) into a folder, for a mail program to send."""

    folder: Path

    @property
    def name(self) -> str:
        return f"mail {self.folder.absolute()}"

    def deliver(self, alert: Alert) -> None:
        """Write one file; one that is there already is left. Raises UsageError where that fails."""
        path = self.folder / f"{alert.key}.eml"
        if path.exists():
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"{self.folder} cannot be made: {error.strerror or error}") from error
        with whole_file(path) as fresh:
            fresh.write_bytes(bytes(mail(alert)))


def mail(alert: Alert) -> EmailMessage:
    """The alert as a message without sender and recipient: the mail program knows them."""
    message = EmailMessage()
    message["Subject"] = harmless(alert.entry.title)[:200]
    message["Date"] = format_datetime(localtime())
    message["Message-ID"] = f"<{alert.key}@lagebild.invalid>"
    message["X-Mailer"] = f"lagebild {__version__}"
    lines = [alert.entry.title, "", alert.entry.text(), "", alert.question.words]
    message.set_content("\n".join(lines))
    return message
