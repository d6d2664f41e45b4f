"""What claims to be what it is not: pictures, encryption, numbers, and files that are no PDFs."""

from __future__ import annotations

import random
import struct

from benchmarks.hostile.making import GOOD, Maker, one_page, stream, three_pages

_ID = b"/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]"


def picture(width: int, height: int, kind: bytes, data: bytes, parameters: bytes = b"") -> bytes:
    """Give a page with a picture of a claimed size."""
    entries = (
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent %d/Filter%s%s"
        % (width, height, 1 if kind in (b"/JBIG2Decode", b"/CCITTFaxDecode") else 8, kind, parameters)
    )
    content = stream(b"q 500 0 0 500 50 50 cm /Im Do Q " + GOOD)
    return one_page(content, stream(data, entries), resources=b"/XObject<</Im 6 0 R>>")


def jbig2() -> bytes:
    """Give a page information segment that claims 2^31 by 2^31 points, and a region as large."""
    side = 0x7FFFFFFF
    page = struct.pack(">IBBBI", 0, 48, 0, 1, 19) + struct.pack(">IIIIBH", side, side, 0, 0, 0, 0)
    region = struct.pack(">IIIIB", side, side, 0, 0, 0) + b"\x00\x03\xff\xfd\xff\x02\xfe\xfe\xfe" + b"\x00" * 9
    return page + struct.pack(">IBBBI", 1, 38, 0, 1, len(region)) + region


def jpeg2000() -> bytes:
    """Give a codestream that claims 2^31 by 2^31 points in 16,384 components."""
    side, tile, parts = 0x7FFFFFFF, 0x7FFFFFFF, 16384
    size = struct.pack(">HIIIIIIIIH", 0, side, side, 0, 0, tile, tile, 0, 0, parts) + b"\x07\x01\x01" * parts
    return b"\xff\x4f\xff\x51" + struct.pack(">H", min(65535, len(size) + 2)) + size + b"\xff\xd9"


def jpeg() -> bytes:
    """Give a JPEG that claims 65,535 by 65,535 points and has none."""
    return (
        b"\xff\xd8\xff\xc0\x00\x0b\x08\xff\xff\xff\xff\x01\x01\x11\x00\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00"
        + bytes(99)
    )


def locked_by(entries: bytes) -> bytes:
    """Give a file with a dictionary of encryption."""
    return one_page(None, b"<</Filter/Standard%s>>" % entries, trailer=b"/Encrypt 6 0 R" + _ID)


_R3 = b"/V 2/R 3/Length 128/P -4/O(%s)/U(%s)" % (b"o" * 32, b"u" * 32)
_R6 = (
    b"/V 5/R 6/Length 256/P -4/O<%s>/U<%s>/OE<%s>/UE<%s>/Perms<%s>"
    b"/CF<</StdCF<</CFM/AESV3/AuthEvent/DocOpen/Length 32>>>>/StmF/StdCF/StrF/StdCF"
)


def noise(seed: int) -> bytes:
    """Give a head and a megabyte of chance."""
    return b"%PDF-1.7\n" + random.Random(seed).randbytes(1_000_000)


FILES: dict[str, Maker] = {
    "picture-1e5-by-1e5": lambda: picture(100_000, 100_000, b"/FlateDecode", b"x\x9c\x03\x00\x00\x00\x00\x01"),
    "picture-2e9-by-2e9": lambda: picture(2_000_000_000, 2_000_000_000, b"/FlateDecode", b"x\x9c\x03\x00"),
    "picture-jbig2-that-lies": lambda: picture(100_000, 100_000, b"/JBIG2Decode", jbig2()),
    "picture-jpeg2000-that-lies": lambda: picture(100_000, 100_000, b"/JPXDecode", jpeg2000()),
    "picture-jpeg-that-lies": lambda: picture(100_000, 100_000, b"/DCTDecode", jpeg()),
    "picture-ccitt-that-lies": lambda: picture(
        100_000,
        100_000,
        b"/CCITTFaxDecode",
        b"\x00\x01" * 5000,
        b"/DecodeParms<</K -1/Columns 2147483647/Rows 2147483647>>",
    ),
    "picture-predictor-that-lies": lambda: picture(
        9,
        9,
        b"/FlateDecode",
        b"x\x9c\x03\x00\x00\x00\x00\x01",
        b"/DecodeParms<</Predictor 15/Columns 2147483647/Colors 99>>",
    ),
    "picture-1e5-by-1e5-between-pages": lambda: three_pages(
        stream(b"q 500 0 0 500 0 0 cm /Im Do Q"),
        stream(
            jbig2(),
            b"/Type/XObject/Subtype/Image/Width 100000/Height 100000/BitsPerComponent 1/ColorSpace/DeviceGray"
            b"/Filter/JBIG2Decode",
        ),
        resources=b"/XObject<</Im 10 0 R>>",
    ),
    "locked-empty": lambda: locked_by(b""),
    "locked-v99": lambda: locked_by(b"/V 99/R 99/Length 99999/P -1/O()/U()"),
    "locked-without-keys": lambda: locked_by(b"/V 2/R 3/Length 128/P -4"),
    "locked-key-of-no-length": lambda: locked_by(_R3.replace(b"128", b"0")),
    "locked-key-of-giant-length": lambda: locked_by(_R3.replace(b"128", b"2147483640")),
    "locked-with-nonsense": lambda: locked_by(_R3),
    "locked-r6-too-short": lambda: locked_by(_R6 % ((b"00",) * 5)),
    "locked-r6-with-nonsense": lambda: locked_by(
        _R6 % (b"11" * 48, b"22" * 48, b"33" * 32, b"44" * 32, b"55" * 16)
    ),
    "locked-by-nobody": lambda: locked_by(b"/Filter/Nobody"),
    "locked-by-itself": lambda: one_page(None, b"6 0 R", trailer=b"/Encrypt 6 0 R" + _ID),
    "locked-by-a-number": lambda: one_page(trailer=b"/Encrypt 42"),
    "head-alone": lambda: b"%PDF-1.7\n",
    "head-and-end": lambda: b"%PDF-1.7\n%%EOF\n",
    "nothing": lambda: b"",
    "noise-behind-a-head": lambda: noise(1),
    "noise-without-a-head": lambda: noise(2)[9:],
    "html": lambda: b"<!DOCTYPE html><title>A report</title><script>alert(1)</script><p>Words",
    "html-that-says-pdf": lambda: b"<!DOCTYPE html><!-- %PDF-1.7 --><script>alert(1)</script><p>Words",
    "html-before-a-pdf": lambda: b"<!DOCTYPE html><script>alert(1)</script>\n" + one_page(),
    "zip-before-a-pdf": lambda: b"PK\x03\x04" + bytes(900) + one_page(),
    "two-files-in-one": lambda: one_page() + one_page(stream(GOOD.replace(b"Lima", b"Cusco"))),
}
