"""Structured logs: one JSON line per event, with references, never names or ID numbers.

An exception's text may quote a cell or, from a database, a value: of each fault its kind and its frames are told, and nothing else.
"""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from huajie.core.faults import trace_of

_LONG_NUMBER = re.compile(r"\d{10,}[\dXx]")  # a phone, an ID number, a bank account; ours are shorter


def logging_settings() -> dict[str, Any]:
    """Django's LOGGING setting: everything to standard error as JSON lines."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso"),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    _trace_for_exception,
                    _no_long_numbers,
                    structlog.processors.JSONRenderer(ensure_ascii=False, default=_kind_of),
                ],
                "foreign_pre_chain": shared,
            }
        },
        "filters": {"kinds": {"()": KindsForExceptions}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["kinds"]}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {"huajie": {"level": "INFO"}, "django.request": {"level": "ERROR"}},
    }


class KindsForExceptions(logging.Filter):
    """An exception among the facts of a message stands there by its kind alone."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(type(fact).__name__ if isinstance(fact, BaseException) else fact for fact in record.args)
        return True


def _trace_for_exception(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    given = event.pop("exc_info", None)
    error = given[1] if isinstance(given, tuple) else sys.exc_info()[1] if given is True else given
    if isinstance(error, BaseException):
        event["trace"] = trace_of(error)
    return event


def _no_long_numbers(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    event["event"] = _LONG_NUMBER.sub("***", str(event["event"]))
    return event


def _kind_of(value: object) -> str:
    """What a log tells of a value that JSON does not know."""
    return type(value).__name__
