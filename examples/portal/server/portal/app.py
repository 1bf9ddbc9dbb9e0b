"""The application, as a server runs it."""

import logging
from typing import Any

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from sqlalchemy import text

from . import parts, problems
from .database import bring_up_to_date, connect, reading
from .logs import AccessLog
from .office import InOffice, Office
from .routes import accounts, administration, applications, desk, pages, phone, plain, policy, search
from .security import SecurityHeaders
from .settings import Settings, from_environment


def create_app(settings: Settings | None = None) -> FastAPI:
    """A portal with these settings, or those of the environment; its store is brought up to date first."""
    settings = settings or from_environment()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    parts.tidy(settings.files)
    bring_up_to_date(settings.database)
    app = FastAPI(title="工考 reference portal", version="0.1.0", docs_url="/api/docs", openapi_url="/api/openapi.json")
    app.state.office = Office(settings, connect(settings.database))
    problems.add_to(app)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(AccessLog)
    for part in (accounts, search, pages, applications, phone, desk, administration, policy, plain):
        app.include_router(part.router)

    @app.get("/api/health", tags=["health"])
    def health(office: InOffice) -> dict[str, Any]:
        """Whether the store answers, and by which policy is decided."""
        with reading(office.store) as session:
            session.execute(text("SELECT 1"))
        return {"healthy": True, "policy": office.current}

    if settings.web:
        app.mount("/", StaticFiles(directory=settings.web, html=True))
    return app
