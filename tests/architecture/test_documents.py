"""What can be enumerated stands in docs/, or a test fails."""

from huajie.accounts.roles import PERMISSIONS, Permission, Role
from huajie.assistance.grant_states import GRANT, PAYMENTS
from huajie.assistance.relief_states import RELIEF
from huajie.assistance.states import APPLICATION
from huajie.assistance.states_referral import CLAIM, ORGANISATION, REFERRAL
from huajie.audit.acts import Act
from huajie.cli.main import COMMANDS
from huajie.config.options import OPTIONS
from huajie.core.documents import DOCUMENTS
from huajie.linkage.reasons import Reason
from huajie.reception.states import JOINT, LEGAL_AID, TICKETS
from tests.architecture.source import LAYERS, ROOT


def text_of(*names: str) -> str:
    """The text of some pages under docs/."""
    return "\n".join((ROOT / "docs" / name).read_text(encoding="utf-8") for name in names)


def test_every_option_is_documented() -> None:
    page = text_of("operate/settings.md")
    assert [option.name for option in OPTIONS if f"`{option.name}`" not in page] == []


def test_every_permission_and_role_is_documented() -> None:
    page = text_of("architecture/permissions.md")
    assert [word.value for word in (*Permission, *Role) if f"`{word.value}`" not in page] == []


def test_the_documented_grants_are_the_real_ones() -> None:
    rows = {line.split("|")[1].strip(" `"): line for line in text_of("architecture/permissions.md").splitlines() if line.startswith("| `")}
    wrong = [
        f"{role.value}: {permission.value}"
        for role in Role
        for permission in Permission
        if (permission in PERMISSIONS[role]) != (f"`{permission.value}`" in rows[role.value].split("|", 2)[2])
    ]
    assert wrong == []


def test_every_move_of_a_referral_is_documented_with_its_permission() -> None:
    rows = [line for line in text_of("architecture/referrals.md").splitlines() if line.startswith("| `")]
    moves = [move for table in (ORGANISATION, REFERRAL, CLAIM) for move in table.moves]
    assert [
        move.name
        for move in moves
        if not any(f"| `{move.name}` | " in row and f"`{move.permission.value}` | " in row and f" {move.basis} |" in row for row in rows)
    ] == []


def test_every_audit_name_is_documented() -> None:
    page = text_of("architecture/audit.md")
    assert [act.value for act in Act if f"`{act.value}`" not in page] == []


def test_every_command_is_documented() -> None:
    page = text_of("operate/commands.md")
    assert [command for command in COMMANDS if f"huajie {command}" not in page] == []


def test_every_document_stands_with_its_article_and_what_it_may_not_leave_out() -> None:
    rows = {line.split("|")[1].strip(" `"): line for line in text_of("architecture/documents.md").splitlines() if line.startswith("| `")}
    assert [
        document.kind.value
        for document in DOCUMENTS.values()
        for words in (document.article, *(f"`{name}`" for name in document.by_law))
        if words not in rows.get(document.kind.value, "")
    ] == []


def test_every_room_is_documented() -> None:
    page = text_of("architecture/house.md")
    assert [room for room in LAYERS if f"`{room}`" not in page] == []


def test_every_reason_of_linkage_is_documented() -> None:
    page = text_of("algorithms/linkage.md")
    assert [reason.value for reason in Reason if f"`{reason.value}`" not in page] == []


def test_every_move_of_the_reception_is_documented_with_its_permission() -> None:
    page = text_of("architecture/reception.md")
    rows = {line.split("|")[1].strip(" `"): line for line in page.splitlines() if line.startswith("| `")}
    moves = [move for table in (TICKETS, LEGAL_AID, JOINT) for move in table.moves]
    assert [move.name for move in moves if f"`{move.permission.value}`" not in rows.get(move.name, "")] == []


def test_every_move_of_aid_is_documented_with_its_permission() -> None:
    page = text_of("architecture/assistance.md")
    rows = {line.split("|")[1].strip(" `"): line for line in page.splitlines() if line.startswith("| `")}
    moves = [move for table in (APPLICATION, RELIEF, GRANT, PAYMENTS) for move in table.moves]
    assert [move.name for move in moves if f"`{move.permission.value}`" not in rows.get(move.name, "")] == []
