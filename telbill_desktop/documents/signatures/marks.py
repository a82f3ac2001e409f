"""What a bare look at the bytes of a PDF finds of signatures, whatever a parser makes of the file."""

import re

_BYTE_RANGE = re.compile(rb"/ByteRange(?![A-Za-z0-9_])")
_GAP = re.compile(rb"<[0-9A-Fa-f\s]*>")
_INDEFINITE = 0x80
_ENDS = 4  # of a byte range: start and length of what comes before the signature, and of what comes after it


def count_marks(content: bytes) -> int:
    """How many signatures say which bytes they cover; each says it once."""
    return len(_BYTE_RANGE.findall(content))


def leaves_out_itself_alone(content: bytes, byte_range: list[int]) -> bool:
    """Whether a signature covers everything from the first byte on but the hexadecimal digits that it is written in."""
    if len(byte_range) != _ENDS or byte_range[0] != 0:
        return False
    _, before, after, length = byte_range
    gap = content[before:after]
    if not (0 < before < after and length >= 0 and _GAP.fullmatch(gap)):
        return False
    written = bytes.fromhex(gap[1:-1].decode("ascii"))
    return not written[_length_of(written) :].strip(b"\0")  # room that was kept free is empty still


def covers_the_end(content: bytes, byte_range: list[int]) -> bool:
    """Whether nothing follows what a signature covers."""
    return len(byte_range) == _ENDS and byte_range[2] + byte_range[3] == len(content)


def _length_of(written: bytes) -> int:
    """The bytes of a DER value, its head included; all of them where it has no length of its own."""
    if len(written) < 2 or written[1] == _INDEFINITE:  # noqa: PLR2004 - tag and length
        return len(written)
    first = written[1]
    if first < _INDEFINITE:
        return 2 + first
    octets = first - _INDEFINITE
    return 2 + octets + int.from_bytes(written[2 : 2 + octets], "big")
