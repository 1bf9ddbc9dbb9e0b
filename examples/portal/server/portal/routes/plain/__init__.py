"""Registering without script: the same commands, posted by plain forms. Their pages are in `portal/plain`."""

from fastapi import APIRouter

from . import accounts, files, form, printing

router = APIRouter(prefix="/plain", tags=["plain"])
for part in (accounts, form, files, printing):
    router.include_router(part.router)
