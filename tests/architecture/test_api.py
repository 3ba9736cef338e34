"""The machines' door is what docs/api says it is."""

import json

from huajie.accounts.access import Door, access_of
from huajie.accounts.roles import PERMISSIONS, Permission, Role
from huajie.api.door import door, permissions_of
from huajie.api.offered import OFFERED, READING
from huajie.api.problems import STATUSES, code_of
from huajie.matters.states import LIFECYCLE
from tests.architecture.source import ROOT
from tests.architecture.test_documents import text_of
from tests.architecture.test_routes import routes

OF_ITSELF = {"me"}


def test_the_committed_description_is_the_living_one() -> None:
    committed = json.loads(text_of("api/openapi.json"))
    assert committed == json.loads(json.dumps(door.get_openapi_schema())), "run: python tools/api_schema.py, and read the difference"


def test_every_operation_says_which_permission_it_needs() -> None:
    without = {operation.view_func.__name__ for operation, permission in permissions_of(door) if permission is None}
    assert without == OF_ITSELF


def test_what_is_offered_to_tokens_is_what_operations_need() -> None:
    assert {permission for _, permission in permissions_of(door) if permission} | {move.permission for move in LIFECYCLE.moves} == set(
        OFFERED
    )
    reading = {permission for operation, permission in permissions_of(door) if permission and "GET" in operation.methods}
    assert set(READING) == reading


def test_only_what_lies_under_the_door_opens_with_a_token() -> None:
    assert {address.split("/")[0] for address, route in routes() if access_of(route.callback) is Door.MACHINE} == {"api"}


def test_every_code_of_the_door_and_every_permission_is_explained() -> None:
    page = text_of("api/README.md")
    codes = [code_of(kind) for kind in STATUSES]
    assert [name for name in (*codes, *(one.value for one in OFFERED), "invalid", "fault") if f"`{name}`" not in page] == []


def test_only_operators_and_district_coordinators_let_systems_in() -> None:
    assert {role for role in Role if Permission.EDIT_TOKENS in PERMISSIONS[role]} == {Role.OPERATOR, Role.DISTRICT_COORDINATOR}


def test_the_pages_of_docs_api_name_every_address() -> None:
    page = (ROOT / "docs/api/README.md").read_text(encoding="utf-8")
    assert [path for path in door.get_openapi_schema()["paths"] if f"`{path}`" not in page] == []
