"""Photos of documents that never were: drawn, laid at an angle, lit, blurred, and grained, from a seed."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

FONTS = (
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "C:/Windows/Fonts/simsun.ttc",
)
WORDS = (
    "河南省机关事业单位工勤技能岗位等级考核报名人员填报信息姓名性别出生年月参加工作时间现岗位工种申报"
    "等级证书编号发证机关年度考核结果合格优秀毕业学校专业学历审批意见盖章日期主管部门人力资源和社会保障厅"
)


def font(size: int) -> ImageFont.FreeTypeFont:
    for path in FONTS:
        if Path(path).exists():
            return ImageFont.truetype(path, size)
    raise SystemExit("no Chinese font found; install `fonts-wqy-microhei`")


@dataclass
class Photo:
    """A photo, its lines of text, and where each of them lies in it."""

    pixels: np.ndarray
    lines: list[tuple[str, np.ndarray]] = field(default_factory=list)

    def jpeg(self, quality: int, **options: bool) -> bytes:
        out = io.BytesIO()
        image = cv2.cvtColor(self.pixels, cv2.COLOR_BGR2RGB)
        Image.fromarray(image).save(out, "JPEG", quality=quality, **options)
        return out.getvalue()


def page(rng: np.random.Generator, size: int, filled: float) -> tuple[Image.Image, list[tuple[str, tuple[int, int, int, int]]]]:
    """A page of 1,600 by 1,200 with text of a size, so much of it filled."""
    width, height = 1600, 1200
    image = Image.new("RGB", (width, height), (244, 242, 236))
    draw, face, lines = ImageDraw.Draw(image), font(size), []
    for top in range(80, height - 80 - size, int(size * 1.8)):
        if rng.random() > filled:
            continue
        count = int(rng.integers(6, max(7, (width - 200) // size)))
        text = "".join(WORDS[at] for at in rng.integers(0, len(WORDS), count))
        draw.text((100, top), text, font=face, fill=(35, 35, 40))
        left, upper, right, lower = draw.textbbox((100, top), text, font=face)
        lines.append((text, (int(left), int(upper), int(right), int(lower))))
    if rng.random() < 0.4:
        for top in range(70, height - 60, int(size * 3.6)):
            draw.line((60, top, width - 60, top), fill=(90, 90, 95), width=2)
    return image, lines


def photo(rng: np.random.Generator, long_side: int, size: int, filled: float, blur: float, noise: float, light: float) -> Photo:
    """A photo of a page. `blur` is in pixels at a long side of 1,024, `noise` in grey levels of a sensor of 4,000 pixels, of which a
    smaller photo is a reduction."""
    drawn, lines = page(rng, size, filled)
    width, height = long_side, long_side * 3 // 4
    flat = np.float32([(0, 0), (1600, 0), (1600, 1200), (0, 1200)])
    edge = 0.04
    corners = rng.uniform(0, 0.04, (4, 2))
    corners = np.float32(
        [
            ((edge + corners[0, 0]) * width, (edge + corners[0, 1]) * height),
            ((1 - edge - corners[1, 0]) * width, (edge + corners[1, 1]) * height),
            ((1 - edge - corners[2, 0]) * width, (1 - edge - corners[2, 1]) * height),
            ((edge + corners[3, 0]) * width, (1 - edge - corners[3, 1]) * height),
        ]
    )
    lens = cv2.getPerspectiveTransform(flat, corners)
    source = cv2.cvtColor(np.asarray(drawn), cv2.COLOR_RGB2BGR)
    table = tuple(int(value) for value in rng.integers(60, 130, 3))
    pixels = cv2.warpPerspective(
        source, lens, (width, height), flags=cv2.INTER_AREA if long_side < 1600 else cv2.INTER_CUBIC, borderValue=table
    ).astype(np.float32)
    sigma = blur * long_side / 1024
    if sigma > 0.05:
        pixels = cv2.GaussianBlur(pixels, (0, 0), sigma)
    # Light falls off from one side to the other.
    angle = rng.uniform(0, 2 * np.pi)
    x, y = np.meshgrid(np.linspace(-1, 1, width, dtype=np.float32), np.linspace(-1, 1, height, dtype=np.float32))
    pixels *= (light * (1 + rng.uniform(0, 0.25) * (x * np.cos(angle) + y * np.sin(angle))))[:, :, None]
    noise = max(0.4, noise * long_side / 4000)
    pixels += rng.normal(0, noise, (height, width, 1)).astype(np.float32)
    pixels += rng.normal(0, noise / 2, pixels.shape).astype(np.float32)
    taken = Photo(pixels.clip(0, 255).astype(np.uint8))
    for text, (left, upper, right, lower) in lines:
        corners = np.float32([[(left, upper), (right, upper), (right, lower), (left, lower)]])
        taken.lines.append((text, cv2.perspectiveTransform(corners, lens)[0]))
    return taken


def twelve_megapixels() -> Photo:
    """The photo of the benchmark: 4,000 by 3,000, sharp, a little grain."""
    return photo(np.random.default_rng(12), 4000, 26, 1.0, 0.25, 2.5, 0.95)
