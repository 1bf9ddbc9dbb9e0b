"""``python -m gongkao.cli``."""

from . import main

main()
