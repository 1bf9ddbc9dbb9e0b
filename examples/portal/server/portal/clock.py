"""Now, in China standard time. A demonstration may set it, to be inside a round that is over."""

from datetime import datetime, timedelta, timezone

from sqlalchemy.orm import Session

from .tables import Setting

CHINA = timezone(timedelta(hours=8))
OFFSET = "clock_offset"
FORMAT = "%Y-%m-%dT%H:%M:%S"


def now(session: Session) -> str:
    """The time, as gongkao writes it: without its zone, to the second."""
    setting = session.get(Setting, OFFSET)
    offset = timedelta(seconds=float(setting.value)) if setting else timedelta()
    return (datetime.now(CHINA) + offset).strftime(FORMAT)


def set_to(session: Session, time: str) -> None:
    """Lets the demonstration's clock go on from another time."""
    offset = datetime.strptime(time, FORMAT).replace(tzinfo=CHINA) - datetime.now(CHINA)
    session.merge(Setting(name=OFFSET, value=str(offset.total_seconds())))


def seconds_between(earlier: str, later: str) -> float:
    """How long it is from one time to another."""
    return (datetime.strptime(later, FORMAT) - datetime.strptime(earlier, FORMAT)).total_seconds()
