"""The sRGB colour profile that an archivable PDF names: the smallest valid one (ICC.1:2001-04, matrix and gamma)."""

import struct
from functools import lru_cache

_WHITE = (0.9642, 1.0, 0.8249)  # D50, the profile connection space's
_PRIMARIES = {
    b"rXYZ": (0.4360747, 0.2225045, 0.0139322),
    b"gXYZ": (0.3850649, 0.7168786, 0.0971045),
    b"bXYZ": (0.1430804, 0.0606169, 0.7141733),
}
_GAMMA = 2.2
_HEADER = 128


@lru_cache(maxsize=1)
def srgb_profile() -> bytes:
    """The profile's bytes."""
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(_GAMMA * 256))
    tags = {
        b"desc": _described(b"sRGB IEC61966-2.1"),
        b"cprt": b"text" + bytes(4) + b"no copyright, use freely\0",
        b"wtpt": _xyz(_WHITE),
        **{name: _xyz(values) for name, values in _PRIMARIES.items()},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    index, body = struct.pack(">I", len(tags)), b""
    start = _HEADER + 4 + 12 * len(tags)
    for name, content in tags.items():
        index += name + struct.pack(">II", start + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    return _header(_HEADER + len(index) + len(body)) + index + body


def _header(size: int) -> bytes:
    created = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    version = struct.pack(">I", 0x02100000)
    kinds = b"mntrRGB XYZ "
    illuminant = b"".join(map(_fixed, _WHITE))
    rest = bytes(_HEADER - 80)
    return struct.pack(">I", size) + bytes(4) + version + kinds + created + b"acsp" + bytes(28) + illuminant + rest


def _described(text: bytes) -> bytes:
    return b"desc" + bytes(4) + struct.pack(">I", len(text) + 1) + text + bytes(1 + 8 + 3 + 67)


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + b"".join(map(_fixed, values))


def _fixed(value: float) -> bytes:
    """A signed number with sixteen bits after the point."""
    return struct.pack(">i", round(value * 65536))
