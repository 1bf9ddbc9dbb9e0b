"""Days as registers write them."""

import re
from dataclasses import dataclass
from datetime import date

from . import headings

_AFTER = headings.READ["days"]
_DAY = re.compile(r"(\d{{4}})[-./{year}](\d{{1,2}})(?:[-./{month}](\d{{1,2}}){day}?|{month})?".format(**_AFTER))
_MIDNIGHT = re.compile(r"[ T]00:00:00(?:\.0+)?$")
_RUN = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_DOUBTFUL = re.compile(r"\d{4}\.1")


@dataclass(frozen=True)
class Day:
    """A day that was read."""

    iso: str
    only_month: bool
    """Only its month was given; it is read as the month's first day."""


def read(text: str) -> Day | None:
    """A day from how it was written; None where it is none, to be named by whoever decides.

    >>> [read(text).iso for text in ("1998-07-02", "1998.07", "1998/7/1", "199807", "19980702", "1998-07-01 00:00:00")]
    ['1998-07-02', '1998-07-01', '1998-07-01', '1998-07-01', '1998-07-02', '1998-07-01']
    """
    typed = "".join(_MIDNIGHT.sub("", text.strip()).split())
    found = None if is_doubtful(text) else _DAY.fullmatch(typed) or _RUN.fullmatch(typed)
    if not found:
        return None
    year, month, day = found.groups()
    try:
        return Day(date(int(year), int(month), int(day or 1)).isoformat(), day is None)
    except ValueError:
        return None


def is_doubtful(text: str) -> bool:
    """Whether it may be January or October: spreadsheets drop the last nought of ``1998.10``.

    >>> [is_doubtful(text) for text in ("1998.1", "1998.10", "1998.01", "1998/1")]
    [True, False, False, False]
    """
    return bool(_DOUBTFUL.fullmatch(text.strip()))
