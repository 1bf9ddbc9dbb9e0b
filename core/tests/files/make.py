"""Makes the files of this folder that no test makes itself: python make.py, with Pillow, numpy and fonts-wqy-microhei.

Nothing here is anybody's: the text is drawn at random from the words of the guide.
"""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

HERE = Path(__file__).parent
FONT = "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"
WORDS = "河南省机关事业单位工勤技能岗位等级证书姓名性别出生年月工种级别发证机关年度考核结果合格"


def page(seed, width=1280, height=960, size=22):
    rng = np.random.default_rng(seed)
    image = Image.new("L", (width, height), 235)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(FONT, size)
    edge = width // 21
    for top in range(edge, height - edge, size * 2):
        count = int(rng.integers(8, (width - 2 * edge) // size))
        draw.text((edge, top), "".join(WORDS[i] for i in rng.integers(0, len(WORDS), count)), font=font, fill=40)
    light = 0.85 + 0.15 * np.linspace(0, 1, width)[None, :]
    shade = np.asarray(image, dtype=np.float32) * light + rng.normal(0, 1.5, (height, width))
    return Image.fromarray(shade.clip(0, 255).astype(np.uint8))


def jpeg(image, **options):
    out = io.BytesIO()
    image.save(out, "JPEG", **{"quality": 60, **options})
    return out.getvalue()


def exif(orientation=6):
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x013B] = "somebody"
    data.get_ifd(0x8769)[0xA431] = "SN12345"
    gps = data.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (34.0, 45.0, 0.0), "E", (113.0, 37.0, 0.0)
    return data


def cut_tables(data):
    """Without its Huffman tables, as document cameras send frames."""
    out, at = bytearray(data[:2]), 2
    while data[at + 1] != 0xDA:
        length = struct.unpack(">H", data[at + 2 : at + 4])[0] + 2
        if data[at + 1] != 0xC4:
            out += data[at : at + length]
        at += length
    return bytes(out) + data[at:]


TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType="{main}"/></Types>"""
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
RELS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
</Relationships>"""
LINKS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://example.invalid/a.dotm" TargetMode="External"/>
<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="http://example.invalid/" TargetMode="External"/>
</Relationships>"""
BODY = """<?xml version="1.0" encoding="UTF-8"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
<w:p><w:r><w:t>电工安全操作浅谈</w:t></w:r></w:p>{more}</w:body></w:document>"""
DDE = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DD</w:instrText></w:r><w:r><w:instrText>EAUTO c:\\\\a "b"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'


def archive(parts, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, data in parts:
            info = zipfile.ZipInfo(name, (2022, 3, 1, 0, 0, 0))
            info.compress_type = method
            file.writestr(info, data)
    return out.getvalue()


def docx(main=MAIN, more="", extra=()):
    parts = [("[Content_Types].xml", TYPES.format(main=main)), ("_rels/.rels", RELS)]
    return archive([*parts, ("word/document.xml", BODY.format(more=more)), *extra])


def compound(streams):
    """A compound file of version 3 with these streams, each of 4,096 bytes or more."""
    sector, free, end = 512, 0xFFFFFFFF, 0xFFFFFFFE
    sectors, table, starts = [], [], []

    def put(data):
        first = len(sectors)
        pieces = [data[at : at + sector].ljust(sector, b"\0") for at in range(0, len(data), sector)]
        for at, piece in enumerate(pieces):
            sectors.append(piece)
            table.append(first + at + 1 if at + 1 < len(pieces) else end)
        return first

    for name, data in streams:
        starts.append(put(data))
    entries = []

    def entry(name, kind, left, right, child, start, size):
        wide = name.encode("utf-16-le") + b"\0\0"
        return (wide.ljust(64, b"\0") + struct.pack("<HBBIII", len(wide), kind, 1, left, right, child)
                + b"\0" * 36 + struct.pack("<IQ", start, size))

    entries.append(entry("Root Entry", 5, free, free, 1, end, 0))
    for at, (name, data) in enumerate(streams):
        right = at + 2 if at + 1 < len(streams) else free
        entries.append(entry(name, 2, free, right, free, starts[at], len(data)))
    while len(entries) % 4:
        entries.append(entry("", 0, free, free, free, 0, 0))
    directory = put(b"".join(entries))
    where = len(sectors)
    table.append(0xFFFFFFFD)
    sectors.append(b"".join(struct.pack("<I", one) for one in table).ljust(sector, b"\xff"))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, directory, 0, 4096, end, 0, end, 0, where)
    return header.ljust(sector, b"\xff") + b"".join(sectors)


def word(flags=0):
    """The first bytes of a document of Word 97, which is all that is looked at."""
    return struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0x0804, 0, flags).ljust(4096, b"\0")


def files():
    small = page(1, 128, 96, 11)
    color = Image.merge("RGB", (small, small.transpose(Image.Transpose.FLIP_LEFT_RIGHT), small))
    photo = page(7)
    yield "baseline.jpg", jpeg(color, restart_marker_blocks=7)
    yield "progressive.jpg", jpeg(color, progressive=True)
    yield "photo.jpg", jpeg(photo)
    yield "photo-again.jpg", jpeg(photo.resize((1200, 900)), quality=40)
    yield "photo-other.jpg", jpeg(page(8))
    yield "photo-soft.jpg", jpeg(photo.filter(ImageFilter.GaussianBlur(1.8)))
    yield "photo-blurred.jpg", jpeg(photo.filter(ImageFilter.GaussianBlur(3.5)))
    # All but what stands on the left.
    yield "photo-cut-off.jpg", jpeg(photo.crop((130, 0, 1280, 960)))
    yield "photo-dark.jpg", jpeg(photo.point(lambda value: value * 0.28))
    yield "placed.jpg", jpeg(color, exif=exif())
    yield "inks.jpg", jpeg(Image.merge("CMYK", (small, small, small, small)))
    yield "no-tables.jpg", cut_tables(jpeg(color, optimize=False))
    baseline = jpeg(color, restart_marker_blocks=7)
    yield "rubbish-after.jpg", baseline + b"rubbish" * 9
    # A restart marker with another number.
    yield "flipped.jpg", baseline.replace(b"\xff\xd3", b"\xff\xd5", 1)
    # Headers alone, which is as far as these are read.
    frame = struct.pack(">BHHB", 8, 240, 320, 1) + b"\x01\x11\x00"
    yield "arithmetic.jpg", b"\xff\xd8\xff\xc9" + struct.pack(">H", 11) + frame
    frame = struct.pack(">BHHB", 8, 30000, 30000, 1) + b"\x01\x11\x00"
    yield "huge.jpg", b"\xff\xd8\xff\xc0" + struct.pack(">H", 11) + frame
    yield "photo.heic", struct.pack(">I", 24) + b"ftypheic\0\0\0\0mif1heic"
    yield "page.pdf", b"%PDF-1.7\n"
    yield "empty", b""
    yield "one-byte", b"\xff"
    yield "rich.doc", rb"{\rtf1\ansi thesis}"
    yield "web.doc", b"<html><body>thesis</body></html>"
    yield "one.png", png()
    yield "thesis.docx", docx()
    yield "macros.docx", docx(MACROS, extra=[("word/vbaProject.bin", b"\xd0\xcf")])
    yield "hidden-macros.docx", docx(extra=[("word/vbaProject.bin", b"\xd0\xcf")])
    yield "template.docx", docx(TEMPLATE)
    yield "links.docx", docx(more=DDE, extra=[("word/_rels/settings.xml.rels", LINKS)])
    yield "bomb.docx", docx(extra=[("word/media/a.bmp", b"\0" * (4 << 20))])
    yield "entities.docx", docx(extra=[("word/a.xml", '<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>')])
    yield "nested.zip", archive([("thesis.docx", docx()), ("more.zip", archive([("more.zip", docx())]))])
    yield "thesis.doc", compound([("WordDocument", word()), ("1Table", b"\0" * 4096)])
    yield "locked.doc", compound([("WordDocument", word(0x0100)), ("1Table", b"\0" * 4096)])
    yield "macros.doc", compound([("WordDocument", word()), ("_VBA_PROJECT", b"\0" * 4096)])
    yield "locked.docx", compound([("EncryptionInfo", b"\0" * 4096), ("EncryptedPackage", b"\0" * 4096)])
    yield "table.xls", compound([("Workbook", b"\0" * 4096)])


def png():
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


for name, data in files():
    (HERE / name).write_bytes(data)
