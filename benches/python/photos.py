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
    """A photo of a page, all of it in the picture and a table round it. `blur` is in pixels at a long side of 1,024, `noise` in grey
    levels of a sensor of 4,000 pixels, of which a smaller photo is a reduction."""
    drawn, lines = page(rng, size, filled)
    width, height = long_side, long_side * 3 // 4
    edge = 0.04
    slack = rng.uniform(0, 0.04, (4, 2))
    corners = [
        ((edge + slack[0, 0]) * width, (edge + slack[0, 1]) * height),
        ((1 - edge - slack[1, 0]) * width, (edge + slack[1, 1]) * height),
        ((1 - edge - slack[2, 0]) * width, (1 - edge - slack[2, 1]) * height),
        ((edge + slack[3, 0]) * width, (1 - edge - slack[3, 1]) * height),
    ]
    under = np.empty((height, width, 3), np.uint8)
    under[:] = rng.integers(60, 130, 3)
    return taken(rng, drawn, lines, corners, under, blur, noise, light)


def taken(
    rng: np.random.Generator,
    drawn: Image.Image,
    lines: list[tuple[str, tuple[int, int, int, int]]],
    corners: list[tuple[float, float]],
    under: np.ndarray,
    blur: float,
    noise: float,
    light: float,
) -> Photo:
    """A photo of a page whose corners lie there on a table, from the upper left round to the lower left."""
    height, width = under.shape[:2]
    flat = np.float32([(0, 0), (drawn.width, 0), (drawn.width, drawn.height), (0, drawn.height)])
    lens = cv2.getPerspectiveTransform(flat, np.float32(corners))
    source = cv2.cvtColor(np.asarray(drawn), cv2.COLOR_RGB2BGR)
    pixels = cv2.warpPerspective(
        source,
        lens,
        (width, height),
        under.copy(),
        flags=cv2.INTER_AREA if width < 1600 else cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_TRANSPARENT,
    ).astype(np.float32)
    sigma = blur * width / 1024
    if sigma > 0.05:
        pixels = cv2.GaussianBlur(pixels, (0, 0), sigma)
    # Light falls off from one side to the other.
    angle = rng.uniform(0, 2 * np.pi)
    x, y = np.meshgrid(np.linspace(-1, 1, width, dtype=np.float32), np.linspace(-1, 1, height, dtype=np.float32))
    pixels *= (light * (1 + rng.uniform(0, 0.25) * (x * np.cos(angle) + y * np.sin(angle))))[:, :, None]
    noise = max(0.4, noise * width / 4000)
    pixels += rng.normal(0, noise, (height, width, 1)).astype(np.float32)
    pixels += rng.normal(0, noise / 2, pixels.shape).astype(np.float32)
    result = Photo(pixels.clip(0, 255).astype(np.uint8))
    for text, (left, upper, right, lower) in lines:
        box = np.float32([[(left, upper), (right, upper), (right, lower), (left, lower)]])
        result.lines.append((text, cv2.perspectiveTransform(box, lens)[0]))
    return result


def table(rng: np.random.Generator, width: int, height: int, kind: str) -> np.ndarray:
    """What a page lies on: `dark` or `bright` of one colour, or `wood` with its grain."""
    plain = np.empty((height, width, 3), np.float32)
    plain[:] = rng.integers(180, 230, 3) if kind == "bright" else rng.integers(40, 130, 3)
    if kind == "wood":
        grain = cv2.GaussianBlur(rng.normal(0, 1, (height, width)).astype(np.float32), (0, 0), sigmaX=width / 40, sigmaY=width / 900)
        plain += (grain / grain.std() * 22)[:, :, None]
    return plain.clip(0, 255).astype(np.uint8)


def patterned(rng: np.random.Generator, drawn: Image.Image) -> Image.Image:
    """A page with the pale waves that certificates are printed on, up to its edges."""
    x, y = np.meshgrid(np.arange(drawn.width, dtype=np.float32), np.arange(drawn.height, dtype=np.float32))
    waves = np.sin((y + 14 * np.sin(x / rng.uniform(20, 60))) / rng.uniform(2.0, 5.0))
    pale = 1 - rng.uniform(0.06, 0.16) * (waves > 0.3)
    return Image.fromarray((np.asarray(drawn, np.float32) * pale[:, :, None]).astype(np.uint8))


SIDES = ("left", "top", "right", "bottom")


def cut(rng: np.random.Generator, long_side: int, side: str | None, share: float) -> tuple[Photo, float]:
    """A photo of a page of which so much is beyond one side, or all of which is in the picture; and how much of the picture's
    side the writing that is lost would have taken."""
    drawn, lines = page(rng, int(rng.integers(18, 40)), rng.uniform(0.3, 1.0))
    if rng.random() < 0.3:
        drawn = patterned(rng, drawn)
    width, height = long_side, long_side * 3 // 4
    # All of it, a table round it; or up to the page's own edges, as scanning programs cut.
    room = 0.0 if rng.random() < 0.3 else rng.uniform(0.01, 0.08)
    box = {name: room + (0.0 if room == 0 else rng.uniform(0, 0.03)) for name in SIDES}
    if side is not None:
        # So that what is left of the page reaches from that side of the picture to the other.
        box[side] = -share * (1 - room) / (1 - share)
    left, top, right, bottom = (box[name] for name in SIDES)
    lean = np.zeros((4, 2)) if room == 0 else rng.uniform(-0.012, 0.012, (4, 2))
    square = np.array([(left, top), (1 - right, top), (1 - right, 1 - bottom), (left, 1 - bottom)])
    corners = [(float(x * width), float(y * height)) for x, y in square + lean]
    under = table(rng, width, height, str(rng.choice(["dark", "wood", "bright"])))
    result = taken(rng, drawn, lines, corners, under, rng.uniform(0.2, 1.6), rng.uniform(0.5, 6), rng.uniform(0.6, 1.0))
    lost = 0.0
    for _, line in result.lines:
        beyond = {"left": -line[:, 0].min() / width, "top": -line[:, 1].min() / height}
        beyond |= {"right": line[:, 0].max() / width - 1, "bottom": line[:, 1].max() / height - 1}
        lost = max(lost, float(beyond[side]) if side else 0.0)
    return result, lost


def twelve_megapixels() -> Photo:
    """The photo of the benchmark: 4,000 by 3,000, sharp, a little grain."""
    return photo(np.random.default_rng(12), 4000, 26, 1.0, 0.25, 2.5, 0.95)
