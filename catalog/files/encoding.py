"""In which encoding a text is written. In: its bytes. Out: a codec that reads all of them."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CHUNK = 4 * 1024 * 1024
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]{1,3}")
C1 = re.compile(rb"[\x80-\x9f]")
FRENCH = "éèêëàâäçîïôöùûüÿœæÉÈÊËÀÂÇÎÏÔÙÛŒ’«»€°"
ONE_BYTE = ("cp1252", "mac_roman", "cp850")
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
FORGIVING = "one-byte-at-worst"


@dataclass(frozen=True)
class Encoding:
    """`mixed`: UTF-8 in which some lines are not, each odd byte being read as cp1252."""

    name: str
    mixed: bool = False

    @property
    def is_utf8(self) -> bool:
        return self.name in ("utf-8", "utf-8-sig") and not self.mixed


def encoding_of(path: Path, head: bytes) -> Encoding:
    """Return the encoding of the whole file: the last line counts as much as the first."""
    for mark, marked in BOMS:
        if head.startswith(mark):
            return with_mark(path, marked)
    if wide := wide_without_mark(head):
        return Encoding(wide)
    odd = first_odd_chunk(path)
    if odd is None:
        return Encoding("utf-8")
    if is_mostly_utf8(head + odd):
        return Encoding("utf-8", mixed=True)
    return Encoding(one_byte(path, head + odd))


def with_mark(path: Path, name: str) -> Encoding:
    return Encoding(name, mixed=name == "utf-8-sig" and first_odd_chunk(path) is not None)


def wide_without_mark(head: bytes) -> str | None:
    """Recognise UTF-16 without its mark: one byte in two is zero, always the same one."""
    even, odd = head[:4096:2].count(0), head[1:4096:2].count(0)
    half = len(head[:4096]) // 2
    if half and odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if half and even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def first_odd_chunk(path: Path) -> bytes | None:
    """Return the first piece of the file that is not UTF-8, None when all of it is."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    for chunk in chunks(path):
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError:
            return chunk
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return chunk
    return None


def is_mostly_utf8(sample: bytes) -> bool:
    """Tell UTF-8 where a few lines were pasted from elsewhere from what is not UTF-8 at all."""
    whole = len(MULTIBYTE.findall(sample))
    odd = sample.decode("utf-8", errors="replace").count("\ufffd")
    return whole > 4 * odd


def one_byte(path: Path, sample: bytes) -> str:
    """Return the encoding that makes most French letters; `latin-1` is cp1252 without € or ’."""
    high = bytes(byte for byte in sample if byte > 127)
    scores = {
        name: sum(letter in FRENCH for letter in high.decode(name, errors="replace"))
        for name in ONE_BYTE
    }
    best = max(ONE_BYTE, key=lambda name: scores[name])
    if best != "cp1252":
        return best
    return "cp1252" if any(C1.search(chunk) for chunk in chunks(path)) else "latin-1"


def is_text(head: bytes) -> bool:
    """Tell text from anything else: no control character, or two bytes a character."""
    if head.startswith(tuple(mark for mark, _ in BOMS)) or wide_without_mark(head):
        return True
    return len(CONTROL.findall(head)) <= len(head) // 10_000


def chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def transcode(path: Path, encoding: Encoding, destination: Path) -> Path:
    """Write the text again in UTF-8, without mark, a piece at a time."""
    decoder = codecs.getincrementaldecoder(encoding.name)(FORGIVING)
    with destination.open("wb") as out:
        for chunk in chunks(path):
            out.write(decoder.decode(chunk).encode("utf-8", errors="replace"))
        out.write(decoder.decode(b"", final=True).encode("utf-8", errors="replace"))
    return destination


def forgive(error: UnicodeError) -> tuple[str, int]:
    """Read as cp1252 the bytes that the codec refuses."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if error.encoding.startswith(("utf-16", "utf-32")):
        return "\ufffd", error.end
    odd = error.object[error.start : error.end]
    return "".join(bytes([byte]).decode("cp1252", "replace") for byte in odd), error.end


codecs.register_error(FORGIVING, forgive)
