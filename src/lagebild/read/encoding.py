"""From bytes to text: the encoding is found, and nothing but the byte order mark is taken away."""

import codecs
import re
from collections.abc import Iterator

from lagebild.errors import SourceError

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Single-byte encodings that news in European languages came in; a wider choice guesses worse.
OLD_ENCODINGS = ["cp1252", "iso8859_15", "cp1250", "cp1251", "koi8_r", "cp1254", "cp1253"]
DECLARATION = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
SAMPLE = 1 << 18
ALLOWED_CONTROLS = frozenset("\t\n\r\f\v\x1a\x85")
RUBBISH_SHARE = 0.01


class UndecodableError(ValueError):
    """The bytes are no text in any encoding known here."""


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of the bytes, without a byte order mark and otherwise unchanged.

    `declared` is the encoding that a header or the document itself names; it is believed where the
    bytes are no Unicode. Raises UndecodableError where they look like no text at all.
    """
    encoding = find_encoding(data, complete=True, declared=declared)
    text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
    if is_rubbish(text):
        raise UndecodableError("looks like binary data, not text")
    return text


def decoded(chunks: Iterator[bytes]) -> Iterator[str]:
    """The same for bytes that come piece by piece; the first pieces decide on the encoding.

    Raises UndecodableError where the first pieces look like no text; damage in the source is raised
    after what came before it.
    """
    head = b""
    damage = None
    try:
        while len(head) < SAMPLE and (chunk := next(chunks, b"")):
            head += chunk
    except SourceError as error:
        damage = error
    decoder = codecs.getincrementaldecoder(find_encoding(head))(errors="replace")
    text = decoder.decode(head).removeprefix("\ufeff")
    if is_rubbish(text):
        raise UndecodableError("looks like binary data, not text")
    yield text
    if damage:
        raise damage
    for chunk in chunks:
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def find_encoding(data: bytes, complete: bool = False, declared: str | None = None) -> str:
    """The name of the encoding the bytes are most likely in.

    A byte order mark decides; then valid UTF-8 (a character cut at the end is let pass unless
    `complete`), also with a few broken bytes in it; then UTF-16 without a mark; then what is
    declared; then the single-byte encodings.
    """
    for mark, name in BOMS:
        if data.startswith(mark):
            return name
    if _is_utf8(data, complete):
        return "utf-8"
    if wide := _wide_without_mark(data):
        return wide
    return _known(declared) or _single_byte(data[:SAMPLE])


def declared_encoding(head: bytes) -> str | None:
    """The encoding that an HTML page or an XML document names in its first lines."""
    match = DECLARATION.search(head[:4096])
    return match[1].decode("ascii") if match else None


def is_rubbish(text: str) -> bool:
    """True where control characters, or signs for undecodable bytes, make more than 1 in 100."""
    sample = text[:SAMPLE]
    bad = sum(1 for c in sample if c == "\ufffd" or (not c.isprintable() and _is_control(c)))
    return bad > max(3, len(sample) * RUBBISH_SHARE)


def _is_control(char: str) -> bool:
    code = ord(char)
    return (code < 32 or 127 <= code < 160) and char not in ALLOWED_CONTROLS


def _is_utf8(data: bytes, complete: bool) -> bool:
    text = codecs.getincrementaldecoder("utf-8")(errors="replace").decode(data, final=complete)
    broken = text.count("\ufffd")
    if not broken:
        return True
    good = sum(1 for c in text[:SAMPLE] if c > "\x7f") - broken
    return good >= 5 * broken


def _known(name: str | None) -> str | None:
    """A declared encoding by its Python name; what the web calls Latin-1 is cp1252."""
    try:
        codec = codecs.lookup(name or "").name
        "".encode(codec)
    except (LookupError, ValueError):
        return None
    return "cp1252" if codec in ("iso8859-1", "ascii", "utf-8") else codec


def _wide_without_mark(data: bytes) -> str | None:
    sample = data[:4096]
    half = len(sample) // 2
    if half < 8:
        return None
    if sample[1::2].count(0) > 0.7 * half and sample[::2].count(0) < 0.05 * half:
        return "utf-16-le"
    if sample[::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.05 * half:
        return "utf-16-be"
    return None


def _single_byte(sample: bytes) -> str:
    """Western European unless letters outside ASCII are so many that it is another script."""
    high = sum(1 for byte in sample if byte >= 0xC0)
    letters = high + sum(1 for byte in sample if 65 <= byte <= 90 or 97 <= byte <= 122)
    if high <= 0.2 * letters:
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample[:SAMPLE], cp_isolation=OLD_ENCODINGS, enable_fallback=False).best()
    return best.encoding if best else "cp1252"
