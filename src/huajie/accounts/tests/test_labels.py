"""Every permission and every act has a name that people read."""

from huajie.accounts.labels import ACT_LABELS, PERMISSION_LABELS, act_label
from huajie.accounts.roles import Permission
from huajie.audit.acts import Act


def test_every_permission_is_named() -> None:
    assert set(PERMISSION_LABELS) == set(Permission)


def test_every_act_is_named() -> None:
    assert set(ACT_LABELS) == set(Act)


def test_an_act_of_another_version_keeps_its_name() -> None:
    assert act_label("visits.planned") == "visits.planned"
