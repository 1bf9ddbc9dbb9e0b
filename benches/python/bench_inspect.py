"""The inspection of files beside its peers, in one process and in turn. Run by `cargo xtask bench inspect`.

Prints the median and the 99th percentile of the processor time of each, for the machine may be busy, and how many times ours the
median is.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import docx
import gongkao
import numpy as np
import simplejpeg
from PIL import Image

import photos

ROUNDS = 31


def measure(title: str, asked: dict[str, Callable[[], object]], rounds: int = ROUNDS) -> None:
    times: dict[str, list[float]] = {name: [] for name in asked}
    for call in asked.values():
        call()
    for _ in range(rounds):
        for name, call in asked.items():
            start = time.process_time()
            call()
            times[name].append(time.process_time() - start)
    ours = float(np.median(times[next(iter(asked))]))
    print(f"\n{title}")
    for name, taken in times.items():
        middle, late = float(np.median(taken)), float(np.percentile(taken, 99))
        print(f"  {name:<44} {middle * 1e3:9.3f} ms  {late * 1e3:9.3f} ms  {middle / ours:6.2f}x")


def pillow_header(data: bytes) -> object:
    return Image.open(io.BytesIO(data)).size


def pillow(data: bytes) -> None:
    Image.open(io.BytesIO(data)).verify()
    Image.open(io.BytesIO(data)).load()


def laplacian(data: bytes) -> float:
    gray = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE)
    return float(cv2.Laplacian(gray, cv2.CV_64F).var())


def thesis() -> bytes:
    document = docx.Document()
    for at in range(200):
        document.add_paragraph(photos.WORDS * 2, style="Heading 1" if at % 20 == 0 else None)
    picture = io.BytesIO(photos.photo(np.random.default_rng(3), 1600, 26, 1.0, 0.3, 2.0, 0.95).jpeg(85))
    document.add_picture(picture)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    taken = photos.twelve_megapixels()
    kinds = {"baseline": taken.jpeg(88), "progressive": taken.jpeg(88, progressive=True)}
    for name, data in kinds.items():
        (folder / f"{name}.jpg").write_bytes(data)
        report = gongkao.inspect(data)
        assert report["jpeg"]["state"] == "complete", report
        color = {"colorspace": "BGR", "fastdct": False, "fastupsample": False}
        beginning = data[: 64 << 10]
        size = f"12 megapixels, {name}, {len(data) / 1e6:.1f} MB"
        measure(
            f"header of {size}",
            {"gongkao.inspect_header": lambda: gongkao.inspect_header(beginning), "Pillow open": lambda: pillow_header(data)},
            300,
        )
        measure(
            f"full check of {size}: whole, legibility, look, digest",
            {
                "gongkao.inspect": lambda: gongkao.inspect(data),
                "Pillow verify + load": lambda: pillow(data),
                "libjpeg-turbo decode, strict (simplejpeg)": lambda: simplejpeg.decode_jpeg(data, strict=True, **color),
                "libjpeg-turbo decode to grey, strict": lambda: simplejpeg.decode_jpeg(data, "GRAY", strict=True),
                "OpenCV decode to grey + Laplacian": lambda: laplacian(data),
            },
        )
    written = thesis()
    (folder / "thesis.docx").write_bytes(written)
    measure(
        f"docx of 200 paragraphs and a photo, {len(written) / 1e3:.0f} KB",
        {
            "gongkao.inspect": lambda: gongkao.inspect(written),
            "python-docx open": lambda: docx.Document(io.BytesIO(written)),
        },
    )


main(Path(sys.argv[1]))
