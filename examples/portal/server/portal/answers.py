"""A decision as an answer."""

from typing import Any

from fastapi.responses import JSONResponse

STATUS = {"version": 409, "unclaimed": 409, "role": 403, "owner": 403, "in_charge": 403, "not_own": 403}


def answered(decision: Any, **more: Any) -> JSONResponse:
    """Carried out, or refused: out of date, not this account's, or not possible."""
    refusal = decision.get("refusal")
    status = STATUS.get(refusal["code"].split("/")[0], 422) if refusal else 200
    return JSONResponse({**decision, **more}, status)
