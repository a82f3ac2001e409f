"""What a bare look at the bytes of a PDF finds of signatures, whatever a parser makes of the file."""

import re

from asn1crypto import parser

_BYTE_RANGE = re.compile(
    b"/" + b"".join(b"(?:%c|#%02X|#%02x)" % (letter, letter, letter) for letter in b"ByteRange") + rb"(?![A-Za-z0-9_#])"
)
_OBJECT = re.compile(rb"[0-9]+\s+[0-9]+\s+obj\b")
_GAP = re.compile(rb"<[0-9A-Fa-f\s]*>")
_ENDS = 4  # of a byte range: start and length of what comes before the signature, and of what comes after it


def count_marks(content: bytes) -> int:
    """How many signatures say which bytes they cover; each says it once."""
    return len(_BYTE_RANGE.findall(content))


def covers_the_end(content: bytes, byte_range: list[int]) -> bool:
    """Whether nothing follows what a signature covers."""
    return len(byte_range) == _ENDS and byte_range[2] + byte_range[3] == len(content)


def ends_within_a_revision(content: bytes) -> bool:
    """Whether objects follow the last end of a file that there is: the rest of it is missing."""
    return _OBJECT.search(content, content.rfind(b"%%EOF") + 1) is not None


def leaves_out_itself_alone(content: bytes, byte_range: list[int], signature: bytes) -> bool:
    """Whether a signature covers everything from the first byte on but the hexadecimal digits that it is written in.

    The digits are of one case, as programs write them: who changes the case of one changes the file, and nothing else.
    """
    if len(byte_range) != _ENDS or byte_range[0] != 0:
        return False
    _, before, after, length = byte_range
    gap = content[before:after]
    if not (0 < before < after and length >= 0 and _GAP.fullmatch(gap) and gap in {gap.lower(), gap.upper()}):
        return False
    written = bytes.fromhex(gap[1:-1].decode("ascii"))
    room = written[parser.peek(written) :]  # that was kept, and is empty still
    return written == signature and not room.strip(b"\0")
