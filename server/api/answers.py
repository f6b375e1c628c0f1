"""Everything that goes wrong becomes problem details (RFC 9457): a stable type and sentences, never a traceback."""

from __future__ import annotations

import logging
import re
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import (
    HTTPException,
    MethodNotAllowedException,
    NotFoundException,
    ValidationException,
)
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoneIdle

from protocol.errors import UnexpectedError, VeildeskError
from protocol.problem_details import MEDIA_TYPE, describe_problem
from protocol.refusals import InvalidRequest, MethodNotAllowed, NotFound
from protocol.road import RecordsUnavailable

log = logging.getLogger(__name__)
_PLACE = re.compile(r"\$[\w.\[\]…]*")


def answer_error(_request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """Any exception as an answer."""
    problem = name_error(error)
    headers = {"cache-control": "no-store"}
    if isinstance(error, MethodNotAllowedException):
        headers |= error.headers or {}  # which it does take: RFC 9110, 15.5.6
    return Response(
        msgspec.json.encode(describe_problem(problem)),
        status_code=problem.status,
        media_type=MEDIA_TYPE,
        headers=headers,
    )


def name_error(error: Exception) -> VeildeskError:
    """``error`` as what is told to who asked. A fault of our own is logged, without values."""
    if isinstance(error, VeildeskError):
        return error
    if isinstance(error, NoneIdle):  # every connection to the database is at work, and has been for long
        return RecordsUnavailable(reason="it is busy")
    if isinstance(error, NotFoundException):
        return NotFound()
    if isinstance(error, MethodNotAllowedException):
        return MethodNotAllowed()
    if isinstance(error, ValidationException):
        return InvalidRequest(reason=_word_validation(error))
    if isinstance(error, HTTPException) and 400 <= error.status_code < 500:
        return InvalidRequest(reason="it cannot be read")
    if isinstance(error, msgspec.MsgspecError | RecursionError | UnicodeDecodeError):
        return InvalidRequest(reason="it cannot be read")
    # A message may quote a value, a statement its parameters; kind and place are enough to find the fault.
    kind = type(error.orig).__name__ if isinstance(error, SQLAlchemyError) and hasattr(error, "orig") else ""
    log.error("unexpected %s %s at %s", type(error).__name__, kind, _find_place(error))
    return UnexpectedError()


def _word_validation(error: ValidationException) -> str:
    """Where the fault lies, by its path in the body or its parameter's name; never the value."""
    extra = error.extra if isinstance(error.extra, list) else []
    keys = [str(item.get("key", "")) for item in extra if isinstance(item, dict)]
    places = _PLACE.findall(error.detail or "")
    named = ", ".join(key for key in keys if key not in ("", "data")) or ", ".join(
        place for place in places if place != "$"
    )
    return f"look at {named[:200]}" if named else "a part of it is missing, unknown or of the wrong type"


def _find_place(error: Exception) -> str:
    trace = error.__traceback__
    place = "?"
    while trace:
        code = trace.tb_frame.f_code
        if "server" in code.co_filename:
            place = f"{code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
