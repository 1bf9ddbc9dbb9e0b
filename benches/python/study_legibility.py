"""Which measure tells a photo whose writing can be read from one whose cannot? Run by `cargo xtask study legibility`.

The photos are synthetic, and the truth is what an OCR model reads of known lines: a photo is called unreadable where it gets fewer
than 80 of 100 characters. Neither is a person with a real photo; the figures compare measures, and set a first threshold.
"""

from __future__ import annotations

import sys
from pathlib import Path

import cv2
import gongkao
import numpy as np
from PIL import Image, ImageDraw
from rapidocr_onnxruntime import RapidOCR

import photos

READABLE = 0.80
LAYOUTS = {"small print": (20, 0.9), "form": (26, 0.5), "large print": (36, 0.9), "sparse": (26, 0.2)}
MEASURES = ("edge width", "Laplacian, native", "Laplacian, 1024")


def distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, row[0] = row[0], at
        for column, theirs in enumerate(other, 1):
            before, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, before + (letter != theirs))
    return row[-1]


def read_share(ocr: RapidOCR, jpeg: bytes, lines: list[tuple[str, np.ndarray]]) -> float:
    """How many of the characters of some lines the model reads."""
    pixels = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    right = total = 0
    for text, corners in lines[:: max(1, len(lines) // 4)][:4]:
        width = int(np.linalg.norm(corners[1] - corners[0]))
        height = int(np.linalg.norm(corners[3] - corners[0]))
        flat = np.float32([(0, 0), (width, 0), (width, height), (0, height)])
        line = cv2.warpPerspective(pixels, cv2.getPerspectiveTransform(np.float32(corners), flat), (width, height))
        # A line of fifty characters is more than the model was taught; it reads pieces.
        pieces = max(1, round(width / (height * 14)))
        found = ""
        for piece in np.array_split(line, pieces, axis=1):
            result, _ = ocr(piece, use_det=False, use_cls=False, use_rec=True)
            found += "".join(part[0] for part in result or [])
        right += max(0, len(text) - distance(text, found))
        total += len(text)
    return right / max(1, total)


def laplacian(gray: np.ndarray) -> float:
    return float(cv2.Laplacian(gray, cv2.CV_64F).var())


def sample(seed: int, count: int) -> list[dict[str, object]]:
    rng = np.random.default_rng(seed)
    ocr = RapidOCR()
    rows = []
    while len(rows) < count:
        layout = list(LAYOUTS)[len(rows) % len(LAYOUTS)]
        size, filled = LAYOUTS[layout]
        long_side = int(rng.choice([1280, 1600, 2048, 3000, 4000]))
        blur, noise, light = rng.uniform(0, 3.2), rng.uniform(0.5, 9), rng.uniform(0.45, 1.0)
        taken = photos.photo(rng, long_side, size, filled, blur, noise, light)
        if not taken.lines:
            continue
        data = taken.jpeg(int(rng.integers(45, 93)))
        report = gongkao.inspect(data)["jpeg"]["legibility"]
        gray = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE)
        small = cv2.resize(gray, (1024, 768), interpolation=cv2.INTER_AREA)
        rows.append(
            {
                "layout": layout,
                "read": read_share(ocr, data, taken.lines),
                "paper": report["paper"],
                "light": light,
                # High is bad, as for the others turned round.
                "edge width": report.get("edge_width", np.nan),
                "Laplacian, native": -laplacian(gray),
                "Laplacian, 1024": -laplacian(small),
            }
        )
        if len(rows) % 60 == 0:
            print(f"  {len(rows)} photos", flush=True)
    return rows


def area(scores: np.ndarray, bad: np.ndarray) -> float:
    """Area under the curve: how often a bad photo scores above a good one."""
    bads, goods = scores[bad], scores[~bad]
    return float(np.mean([(np.sum(goods < one) + 0.5 * np.sum(goods == one)) / len(goods) for one in bads]))


def columns(rows: list[dict[str, object]]) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    known = [row for row in rows if not np.isnan(float(row["edge width"]))]
    if len(known) < len(rows):
        print(f"  {len(rows) - len(known)} photos have too few edges to be measured, and are left out")
    bad = np.array([float(row["read"]) < READABLE for row in known])
    return bad, {name: np.array([float(row[name]) for row in known]) for name in MEASURES} | {
        "layout": np.array([row["layout"] for row in known]),
        "read": np.array([float(row["read"]) for row in known]),
    }


def report(title: str, rows: list[dict[str, object]]) -> dict[str, float]:
    bad, table = columns(rows)
    print(f"\n{title}: {len(bad)} photos, {int(bad.sum())} unreadable")
    print(f"  {'measure':<20} {'area':>6}   caught at 5 % false alarms   threshold by layout, largest over smallest")
    chosen = {}
    for name in MEASURES:
        scores = table[name]
        limit = float(np.quantile(scores[~bad], 0.95))
        chosen[name] = limit
        by_layout = []
        for layout in LAYOUTS:
            here = table["layout"] == layout
            if (here & ~bad).sum() >= 5:
                by_layout.append(abs(float(np.quantile(scores[here & ~bad], 0.95))))
        drift = f"{max(by_layout) / max(min(by_layout), 1e-9):10.1f}" if by_layout else "too few photos"
        print(f"  {name:<20} {area(scores, bad):6.3f}   {np.mean(scores[bad] > limit):26.0%}   {drift}")
    return chosen


def draw(rows: list[dict[str, object]], limits: tuple[int, int], path: Path) -> None:
    """Every photo: how wide its edges are, and how much of it was read."""
    width, height, edge = 900, 520, 60
    image = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(image)
    face = photos.font(16)
    low, high = 150.0, 650.0

    def place(x: float, y: float) -> tuple[float, float]:
        across = (min(max(x, low), high) - low) / (high - low)
        return edge + across * (width - 2 * edge), height - edge - y * (height - 2 * edge)

    for share in (0, 0.2, 0.4, 0.6, 0.8, 1.0):
        _, y = place(low, share)
        pen.line((edge, y, width - edge, y), fill=(225, 225, 225))
        pen.text((12, y - 9), f"{share:.0%}", font=face, fill="black")
    for value in range(150, 651, 50):
        x, y = place(value, 0)
        pen.text((x - 14, y + 8), f"{value / 100:.1f}", font=face, fill="black")
    for value, color in zip(limits, ((230, 160, 0), (200, 0, 0)), strict=True):
        pen.line((*place(value, 0), *place(value, 1)), fill=color, width=2)
    colors = {"small print": (200, 60, 60), "form": (40, 110, 200), "large print": (40, 150, 80), "sparse": (130, 80, 180)}
    for row in rows:
        x, y = place(float(row["edge width"]), float(row["read"]))
        pen.ellipse((x - 3, y - 3, x + 3, y + 3), outline=colors[str(row["layout"])])
    for at, (layout, color) in enumerate(colors.items()):
        pen.text((width - 190, 70 + at * 22), layout, font=face, fill=color)
    pen.text((edge, 14), "characters read, by width of edges in pixels at 1,024 (lines: soft, blurred)", font=face, fill="black")
    image.save(path)


SHARES = (0.08, 0.12, 0.2, 0.3)


def cut_off(seed: int, count: int, limit: int) -> None:
    """Which photos lack some of the writing at a side? Of one half of them a known share of the page is beyond one side."""
    rng = np.random.default_rng(seed)
    whole: list[float] = []
    lacking: list[tuple[str, float, float]] = []
    margins = 0
    for at in range(count):
        side = None if at % 2 else photos.SIDES[at // 2 % 4]
        share = float(rng.choice(SHARES))
        long_side = int(rng.choice([1280, 1600, 2048, 3000]))
        taken, lost = photos.cut(rng, long_side, side, share)
        touching = gongkao.inspect(taken.jpeg(int(rng.integers(60, 93))))["jpeg"]["touching"]
        if side is None:
            whole.append(max(touching.values()))
        elif lost > 0.01:
            lacking.append((side, share, touching[side]))
        else:
            margins += 1
    scores = np.array([*whole, *(score for _, _, score in lacking)])
    bad = np.arange(len(scores)) >= len(whole)
    print(f"\npages cut off, synthetic: {len(whole)} whole, {len(lacking)} that lack writing at a side ({margins} lack only margin, and are left out)")
    print(f"  area under the curve {area(scores, bad):.3f}; 95 of 100 whole ones are below {np.quantile(whole, 0.95):.0f}")
    print(f"  from {limit}: said of {np.mean(scores[bad] >= limit):.0%} that lack writing, and of {np.mean(scores[~bad] >= limit):.1%} of the whole ones")
    for name, of in (("side", photos.SIDES), ("share of the page", SHARES)):
        said = []
        for one in of:
            here = [score >= limit for side, share, score in lacking if one in (side, share)]
            said.append(f"{one} {np.mean(here):.0%}" if here else f"{one} none")
        print(f"  by {name}: {', '.join(said)}")


def main(folder: Path, count: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    first, fresh = sample(1, count), sample(2, count)
    chosen = report("the photos the threshold is chosen on", first)
    report("fresh photos", fresh)
    bad, table = columns(fresh)
    print("\nwhat the thresholds in core/data/files/henan.toml do on the fresh photos")
    limits = (int(sys.argv[3]), int(sys.argv[4]))
    for word, limit in zip(("soft", "blurred"), limits, strict=True):
        above = table["edge width"] >= limit
        print(f"  {word} from {limit / 100:.2f}: said of {np.mean(above[bad]):.0%} of the unreadable, {np.mean(above[~bad]):.1%} of the readable")
    print(f"  at 5 % false alarms the first photos would choose {chosen['edge width'] / 100:.2f}")
    cut_off(3, 2 * count, int(sys.argv[5]))
    path = folder / "legibility.png"
    draw(first + fresh, limits, path)
    print(f"\nplot: {path}")


main(Path(sys.argv[1]), int(sys.argv[2]))
