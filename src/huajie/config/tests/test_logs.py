"""Logs tell where a fault is, and nobody's data."""

import json
import logging
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from logging.config import dictConfig

import pytest
import structlog
from django.core.handlers.wsgi import WSGIRequest
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from huajie.accounts.access import public
from huajie.config.logs import logging_settings

ID_NUMBER, NAME = "44019019880312011X", "张三"
SERVED = """
import sys
from gunicorn.config import Config
from huajie.config.page_logs import PageLogger
log = PageLogger(Config())
try:
    raise ValueError(sys.argv[1])
except ValueError as error:
    log.exception("Error handling request %s", error)
"""


@public
def broken(request: WSGIRequest) -> HttpResponse:
    """A page with a fault that quotes a cell."""
    raise ValueError(f"cannot read {NAME} {ID_NUMBER}")


urlpatterns = [path("broken/", broken)]


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[dict[str, object]]]:
    """What has been logged so far."""
    stream = StringIO()
    told = logging_settings()
    told["handlers"]["stderr"]["stream"] = stream
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])
    dictConfig(told)
    return lambda: [json.loads(line) for line in stream.getvalue().splitlines()]


def assert_nobody(text: str) -> None:
    assert ID_NUMBER[:17] not in text
    assert NAME not in text


@override_settings(ROOT_URLCONF=__name__)
def test_a_fault_of_a_page_is_logged_by_kind_and_place(logged: Callable[[], list[dict[str, object]]], db: None) -> None:
    assert Client(raise_request_exception=False).get("/broken/").status_code == 500

    [line] = [line for line in logged() if line["logger"] == "django.request"]
    assert_nobody(str(line))
    trace = line["trace"]
    assert isinstance(trace, list)
    assert trace[-1] == "ValueError"
    assert trace[-2].startswith("huajie/config/tests/test_logs.py:")
    assert trace[-2].endswith(" broken")


def test_what_led_to_a_fault_is_placed_too(logged: Callable[[], list[dict[str, object]]]) -> None:
    try:
        try:
            int(ID_NUMBER)
        except ValueError as error:
            raise LookupError(NAME) from error
    except LookupError:
        structlog.get_logger("huajie.intake").exception("stopped")

    [line] = logged()
    assert_nobody(str(line))
    assert line["trace"].count("because of") == 1  # type: ignore[attr-defined]  # a list, as the line below shows
    assert line["trace"][-1] == "ValueError"  # type: ignore[index]


def test_the_text_of_a_database_error_is_not_logged(logged: Callable[[], list[dict[str, object]]], db: None) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {NAME}{ID_NUMBER}")
    except DatabaseError as error:
        logging.getLogger("huajie.people").exception("refused: %s", error)

    [line] = logged()
    assert_nobody(str(line))
    assert line["event"] == f"refused: {type_of_error()}"


def type_of_error() -> str:
    return {"sqlite": "OperationalError", "postgresql": "ProgrammingError"}[connection.vendor]


def test_a_long_number_in_a_message_is_blotted_out(logged: Callable[[], list[dict[str, object]]]) -> None:
    logging.getLogger("gunicorn.error").warning("Invalid request from ip=10.0.0.1: GET /?q=%s", ID_NUMBER)
    assert logged()[0]["event"] == "Invalid request from ip=10.0.0.1: GET /?q=***"


def test_the_server_of_pages_logs_like_everything_else() -> None:
    done = subprocess.run([sys.executable, "-c", SERVED, f"{NAME} {ID_NUMBER}"], capture_output=True, text=True, check=True)  # noqa: S603 — our own words
    assert_nobody(done.stderr)
    assert json.loads(done.stderr)["trace"] == ["<string>:7 <module>", "ValueError"]
