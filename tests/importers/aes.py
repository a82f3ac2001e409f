"""AES in CBC mode as PDF uses it, only to write: the reader's own packages may have none."""

from io import BytesIO
from secrets import token_bytes
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf._encryption import CryptFilter, Encryption
from pypdf.generic import BooleanObject, NameObject, PdfObject, StreamObject

BLOCK = 16


def _doubled(value: int) -> int:
    return (value << 1) ^ (0x11B if value & 0x80 else 0)


def _made_sbox() -> list[int]:
    box, p, q = [0x63] * 256, 1, 1
    while True:
        p ^= _doubled(p)
        q ^= q << 1
        q ^= q << 2
        q ^= q << 4
        q &= 0xFF
        if q & 0x80:
            q ^= 0x09
        turned = q
        for shift in range(1, 5):
            turned ^= ((q << shift) | (q >> (8 - shift))) & 0xFF
        box[p] = turned ^ 0x63
        if p == 1:
            return box


SBOX = _made_sbox()


def _round_keys(key: bytes) -> list[bytes]:
    words, length, factor = [key[at : at + 4] for at in range(0, len(key), 4)], len(key) // 4, 1
    for at in range(length, 4 * (length + 7)):
        word = words[-1]
        if at % length == 0:
            word = bytes(SBOX[each] for each in word[1:] + word[:1])
            word, factor = bytes([word[0] ^ factor]) + word[1:], _doubled(factor)
        elif length > 6 and at % length == 4:
            word = bytes(SBOX[each] for each in word)
        words.append(_mixed(words[at - length], word))
    return [b"".join(words[at : at + 4]) for at in range(0, len(words), 4)]


def _mixed(left: bytes, right: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(left, right, strict=True))


def _columns_mixed(block: bytes) -> bytes:
    found = b""
    for at in range(0, BLOCK, 4):
        a, total = block[at : at + 4], block[at] ^ block[at + 1] ^ block[at + 2] ^ block[at + 3]
        found += bytes(a[i] ^ total ^ _doubled(a[i] ^ a[(i + 1) % 4]) for i in range(4))
    return found


def _encrypted_block(block: bytes, keys: list[bytes]) -> bytes:
    block = _mixed(block, keys[0])
    for number, key in enumerate(keys[1:], start=1):
        block = bytes(SBOX[block[(at + 4 * (at % 4)) % BLOCK]] for at in range(BLOCK))
        block = _mixed(block if number == len(keys) - 1 else _columns_mixed(block), key)
    return block


class WritingAES:
    """Stands where pypdf has its AES while a test writes an encrypted file."""

    def __init__(self, key: bytes) -> None:
        self._keys = _round_keys(key)

    def encrypt(self, data: bytes) -> bytes:
        """A random vector, then the data with PDF's padding."""
        padding = BLOCK - len(data) % BLOCK
        data += bytes([padding]) * padding
        last = found = token_bytes(BLOCK)
        for at in range(0, len(data), BLOCK):
            last = _encrypted_block(_mixed(data[at : at + BLOCK], last), self._keys)
            found += last
        return found


def aes_ecb_encrypt(key: bytes, data: bytes) -> bytes:
    """Block by block, as /Perms is written."""
    keys = _round_keys(key)
    return b"".join(_encrypted_block(data[at : at + BLOCK], keys) for at in range(0, len(data), BLOCK))


def aes_cbc_encrypt(key: bytes, vector: bytes, data: bytes) -> bytes:
    """With a given vector and without padding, as keys are written."""
    keys, last, found = _round_keys(key), vector, b""
    for at in range(0, len(data), BLOCK):
        last = _encrypted_block(_mixed(data[at : at + BLOCK], last), keys)
        found += last
    return found


def locked(writer: PdfWriter, algorithm: str, *, metadata: bool = True) -> bytes:
    """The PDF under an empty user password; its metadata stay legible when `metadata` is False (/EncryptMetadata)."""
    with pytest.MonkeyPatch.context() as writing:
        writing.setattr("pypdf._encryption.CryptAES", WritingAES)
        writing.setattr("pypdf._encryption.aes_ecb_encrypt", aes_ecb_encrypt)
        writing.setattr("pypdf._encryption.aes_cbc_encrypt", aes_cbc_encrypt)
        if not metadata:
            _keep_metadata_legible(writing)
        writer.encrypt("", "owner", algorithm=algorithm)
        if not metadata:
            entry: Any = writer._encrypt_entry
            entry[NameObject("/EncryptMetadata")] = BooleanObject(False)  # noqa: FBT003 - pypdf's signature
        stream = BytesIO()
        writer.write(stream)
    return stream.getvalue()


def _keep_metadata_legible(writing: pytest.MonkeyPatch) -> None:
    """pypdf writes no such files: the flag counts in the key (PDF 2.0, algorithm 2), the stream is left as it is."""
    make, encrypt_object = Encryption.make, CryptFilter.encrypt_object

    def make_legible(*settings: Any) -> Encryption:  # noqa: ANN401 - pypdf's own
        made = make(*settings)
        made.EncryptMetadata = False
        made.V, made.R = max(made.V, 4), max(made.R, 4)  # older revisions have no such flag
        return made

    def encrypt_other(self: CryptFilter, obj: PdfObject) -> PdfObject:
        is_metadata = isinstance(obj, StreamObject) and obj.get("/Type") == "/Metadata"
        return obj if is_metadata else encrypt_object(self, obj)

    writing.setattr(Encryption, "make", staticmethod(make_legible))
    writing.setattr(CryptFilter, "encrypt_object", encrypt_other)
