"""People, units and certificates to try the portal with. All of them are made up."""

import secrets
import sys
from typing import Any

from sqlalchemy.orm import Session

from . import clock
from .database import bring_up_to_date, connect, writing
from .security import PASSWORDS
from .settings import Settings, from_environment
from .tables import Account, Certificate, Setting, Unit

PASSWORD = "Gongkao2022"
BEGINS = "2022-03-17T09:00:00"
"""Inside the registration of every level."""

UNITS = [
    ("zz", "郑州市", None, None, None),
    ("zz-gbds", "郑州市广播电视台（示例）", "zz", "public_institution", "city"),
    ("zz-gbds-fs", "郑州市广播电视台发射中心（示例）", "zz-gbds", "public_institution", "city"),
    ("zz-jgsw", "郑州市机关事务中心（示例）", "zz", "public_institution", "city"),
    ("zz-zmx", "中牟县", "zz", None, None),
    ("zz-zmx-nj", "中牟县农机站（示例）", "zz-zmx", "public_institution", "county"),
    ("ly", "洛阳市", None, None, None),
    ("ly-dsj", "洛阳市档案馆（示例）", "ly", "administrative", "city"),
]
PEOPLE = {
    "zhangsan": ("张三", "410105198006150019", "13800138000"),
    "lisi": ("李四", "410105197208150039", "13800138001"),
}
CERTIFICATES = [
    ("410105198006150019", "播音员", "four", 2016),
    ("410105197208150039", "播音员", "two", 2014),
]
STAFF: list[dict[str, Any]] = [
    {"username": "danwei", "role": "unit_officer", "name": "单位管理员", "units": ["zz-gbds"]},
    {"username": "shenhe", "role": "reviewer", "name": "审核员甲", "regions": ["410100"]},
    {"username": "shenhe2", "role": "reviewer", "name": "审核员乙", "regions": ["410100"]},
    {"username": "luoyang", "role": "reviewer", "name": "审核员丙", "regions": ["410300"]},
    {"username": "guanli", "role": "administrator", "name": "管理员"},
]


def load(session: Session) -> bool:
    """Puts the sample in, unless there already are people; whether it did."""
    if session.query(Account).first():
        return False
    password = PASSWORDS.hash(PASSWORD)
    session.add_all(
        Unit(code=code, name=name, parent=parent, category=category, rank=rank) for code, name, parent, category, rank in UNITS
    )
    for username, (name, number, mobile) in PEOPLE.items():
        person = {"username": username, "name": name, "identity_number": number, "mobile": mobile, "role": "applicant"}
        session.add(Account(id=secrets.token_hex(8), password=password, **person))
        session.add(Setting(name=f"person {number}", value=name))
    session.add_all(Account(id=secrets.token_hex(8), password=password, **staff) for staff in STAFF)
    session.add_all(
        Certificate(identity_number=number, work_type=work_type, level=level, obtained_year=year)
        for number, work_type, level, year in CERTIFICATES
    )
    clock.set_to(session, BEGINS)
    return True


def prepare(settings: Settings) -> bool:
    """The store with the sample in it."""
    settings.files.mkdir(parents=True, exist_ok=True)
    bring_up_to_date(settings.database)
    store = connect(settings.database)
    with writing(store) as session:
        loaded = load(session)
    store.dispose()
    return loaded


if __name__ == "__main__":
    settings = from_environment()
    if not settings.demonstration:
        sys.exit("Sample people belong in a demonstration: set PORTAL_DEMONSTRATION=1.")
    print("sample loaded" if prepare(settings) else "there are people already; nothing changed")
