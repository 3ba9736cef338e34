"""The machines' door against its own description: whatever is asked, it answers as docs/api/openapi.json says."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from pytest_django import Settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from huajie.api.door import door
from huajie.api.offered import OFFERED
from huajie.api.tests.making import Machine, machine
from huajie.matters.tests.making import register_matter
from huajie.people.tests.making import id_card, make_areas, register

# without negative_data_rejection: it takes what is lost on the way, such as an empty list in a question, for sent
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    ignored_auth,
    unsupported_method,
]
FIXED = settings(
    max_examples=15,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
OPERATIONS = [(path, method.upper()) for path, methods in door.get_openapi_schema()["paths"].items() for method in methods]


@pytest.fixture
def hotline(db: None, settings: Settings) -> Iterator[Machine]:
    """A district with one matter, and a system that may do everything that is offered."""
    settings.API_CALLS_PER_MINUTE = 1_000_000
    make_areas()
    register_matter(register("陈伟", identifiers=(id_card(),)))
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)  # the test's own transaction is on it
    yield machine(permissions=OFFERED)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_whatever_is_asked_is_answered_as_described(path: str, method: str, hotline: Machine) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
    operation = schema[path][method]
    for mode in GenerationMode:

        @FIXED
        @given(case=operation.as_strategy(generation_mode=mode))
        def asked(case: "Case[Any]") -> None:
            case.call_and_validate(headers={"Authorization": f"Bearer {hotline.secret}"}, checks=CHECKS)

        asked()
