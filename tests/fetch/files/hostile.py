"""Archives that lie, written by hand, since no honest tool writes them."""

import io
import stat
import struct
import zlib
from dataclasses import dataclass
from zipfile import ZIP_DEFLATED, ZIP_STORED

MEGABYTE = 1 << 20
ZEROS = bytes(MEGABYTE)
LINK = stat.S_IFLNK | 0o777
_LOCAL = "<4s5H3I2H"
_CENTRAL = "<4s6H3I5H2I"
_END = "<4s4H2IH"


@dataclass(frozen=True)
class Packed:
    """A member of a zip as the bytes tell it, true or not; None stands for the truth."""

    name: str
    content: bytes
    method: int = ZIP_STORED
    data: bytes | None = None
    size: int | None = None
    flags: int = 0x800
    mode: int = 0
    offset: int | None = None

    def fields(self) -> tuple[bytes, tuple[int, int, int]]:
        data = self.data
        if data is None:
            is_deflated = self.method == ZIP_DEFLATED
            data = zlib.compress(self.content, wbits=-15) if is_deflated else self.content
        size = len(self.content) if self.size is None else self.size
        return data, (zlib.crc32(self.content), len(data), size)


def zip_bytes(*members: Packed) -> bytes:
    out, directory = io.BytesIO(), io.BytesIO()
    for member in members:
        name = member.name.encode()
        data, sizes = member.fields()
        offset = out.tell() if member.offset is None else member.offset
        if member.offset is None:
            out.write(
                struct.pack(_LOCAL, b"PK\3\4", 20, member.flags, member.method, 0, 0, *sizes, len(name), 0)
            )
            out.write(name + data)
        made_by_unix = 20 | 3 << 8
        central = (made_by_unix, 20, member.flags, member.method, 0, 0, *sizes, len(name), 0, 0, 0, 0)
        directory.write(struct.pack(_CENTRAL, b"PK\1\2", *central, member.mode << 16, offset) + name)
    start, length = out.tell(), directory.tell()
    count = len(members)
    out.write(directory.getvalue())
    out.write(struct.pack(_END, b"PK\5\6", 0, 0, count, count, length, start, 0))
    return out.getvalue()


def deflate_of(piece: bytes, times: int) -> bytes:
    """What deflate makes of a piece again and again; it is packed once, and refers to nothing before it."""
    packer = zlib.compressobj(9, wbits=-15)
    return (packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)) * times + b"\3\0"


def deflate_of_zeros(megabytes: int) -> bytes:
    return deflate_of(ZEROS, megabytes)


def gzip_of_zeros(times: int, before: bytes = b"", piece: bytes = ZEROS) -> bytes:
    """Some bytes and many megabytes of zeros, or as many of another piece, behind gzip with a wrong sum."""
    packer = zlib.compressobj(9, wbits=-15)
    beginning = packer.compress(before) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x1f\x8b\10" + bytes(6) + b"\xff" + beginning + deflate_of(piece, times) + bytes(8)
