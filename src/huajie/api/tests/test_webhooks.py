"""Addresses that are told of events: which may be, what is on its way to them, and when it is given up."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from huajie.accounts.models import Posting
from huajie.accounts.roles import Permission, Role
from huajie.api.addresses import target_of
from huajie.api.events import EVENTS
from huajie.api.models import DeliveryEnd, Webhook, WebhookDelivery
from huajie.api.refusals import AddressRefused
from huajie.api.services.telling import WAITS, body_of, collect, tell_due
from huajie.api.services.tokens import revoke_token
from huajie.api.services.webhooks import add_webhook, stop_webhook, try_webhook
from huajie.api.tasks import take_up
from huajie.api.tests.making import machine
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.audit.services import SYSTEM
from huajie.core.errors import Refused
from huajie.matters.models import Matter, Step
from huajie.matters.services.moving import move
from huajie.matters.services.withholding import withhold
from huajie.matters.tests.making import register_matter
from huajie.people.tests.making import DISTRICT, OTHER_VILLAGE, TOWN, make_areas, make_staff, register

NOBODY = "http://127.0.0.1:9/"  # the discard port: nobody listens there


@pytest.fixture
def webhook(db: None, settings: Settings) -> Webhook:
    """A system that may read one town, told of two events at an address where nobody listens."""
    settings.WEBHOOK_PRIVATE = True
    make_areas()
    return add_webhook(machine(make_staff()).token, NOBODY, ["matter.register", "matter.accept"], by=SYSTEM)[0]


def tasks() -> int:
    """How many times the background is asked to tell."""
    return int(DBTaskResult.objects.filter(task_path__endswith="tell_webhooks").count())


def ends() -> list[str]:
    return list(WebhookDelivery.objects.order_by("pk").values_list("end", flat=True))


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://10.0.0.1/",
        "https://192.168.1.1:8443/x",
        "https://169.254.169.254/latest",
        "https://[::1]/",
        "https://[fd00::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::a00:1]/",
        "https://[2002:a00:1::]/",
        "https://0.0.0.0/",
        "https://224.0.0.1/",
        "https://2130706433/",
        "http://1.1.1.1/",
        "ftp://1.1.1.1/",
        "https://user:word@1.1.1.1/",
        "https://1.1.1.1/#x",
        "https://1.1.1.1:99999/",
        "https://",
        "https://1.1.1.1/\r\nX: y",
        "https://例子.中国/",
        "file:///etc/passwd",
    ],
)
def test_an_address_inside_the_network_or_of_another_kind_is_told_of_nothing(url: str) -> None:
    with pytest.raises(AddressRefused):
        target_of(url)


def test_an_address_outside_may_be_told() -> None:
    target = target_of("https://1.1.1.1:8443/a?b=c")
    assert (target.secure, target.address, target.port, target.path) == (True, "1.1.1.1", 8443, "/a?b=c")


def test_an_operator_may_open_the_network_but_never_where_machines_are_configured(settings: Settings) -> None:
    settings.WEBHOOK_PRIVATE = True
    assert target_of("http://10.0.0.1/").address == "10.0.0.1"
    with pytest.raises(AddressRefused):
        target_of("http://169.254.169.254/")


def test_a_step_is_told_once_to_each_address_that_wants_it(webhook: Webhook) -> None:
    told = register_matter()
    move(told, "accept", by=SYSTEM)
    move(told, "withdraw", by=SYSTEM, facts={"words": "不用了", "way": "当面"})
    collect()
    collect()
    known = [(one.event, one.about, one.state) for one in WebhookDelivery.objects.order_by("pk")]
    assert known == [("matter.register", told.ref, "registered"), ("matter.accept", told.ref, "accepted")]


def test_what_happened_before_it_was_added_is_not_told(webhook: Webhook) -> None:
    register_matter()
    later, _secret = add_webhook(webhook.token, NOBODY, ["matter.register"], by=SYSTEM)
    collect()
    assert not later.deliveries.exists()
    assert webhook.deliveries.count() == 1


def test_a_step_that_was_committed_late_is_not_passed_over(webhook: Webhook) -> None:
    told = register_matter()
    late = Step.objects.get(matter=told)
    gone = late.pk
    late.delete()
    register_matter()
    collect()
    Step(pk=gone, matter=told, move="register", to_state="registered").save(force_insert=True)
    collect()
    assert set(WebhookDelivery.objects.values_list("source", flat=True)) >= {f"step:{gone}"}


def test_a_step_older_than_any_act_is_not_looked_at_again(webhook: Webhook) -> None:
    step = register_matter().steps.get()
    Step.objects.filter(pk=step.pk).update(at=timezone.now() - timedelta(hours=1))
    collect()
    webhook.refresh_from_db()
    assert webhook.seen_step == step.pk


def test_what_is_told_holds_references_and_nothing_of_anybody(webhook: Webhook) -> None:
    told = register_matter(register("陈伟"), text="楼上漏水")
    collect()
    body = body_of(WebhookDelivery.objects.get())
    step = told.steps.get()
    assert f'"data":{{"matter":"{told.ref}","step":{step.pk},"state":"registered"}}' in body
    assert "陈伟" not in body
    assert "漏水" not in body


def test_only_what_the_token_may_read_is_told(webhook: Webhook) -> None:
    register_matter(area_code=OTHER_VILLAGE)
    withhold(register_matter(), [], by=SYSTEM, because="报告干部")
    tell_due()
    assert ends() == [DeliveryEnd.NOT_SHOWN] * 2


def test_a_posting_that_ended_meanwhile_ends_the_telling(webhook: Webhook) -> None:
    register_matter()
    Posting.objects.update(until="2022-01-01")
    tell_due()
    assert ends() == [DeliveryEnd.NOT_SHOWN]


def test_what_nobody_takes_is_tried_again_later_and_later_and_then_given_up(webhook: Webhook) -> None:
    register_matter()
    before = timezone.now()
    again = tell_due()
    delivery = WebhookDelivery.objects.get()
    assert (delivery.end, delivery.fault, delivery.attempts) == (DeliveryEnd.WAITING, "ConnectionRefusedError", 1)
    assert again == delivery.next_at
    assert again
    assert WAITS[0] <= again - before < WAITS[0] + timedelta(minutes=1)
    assert tell_due() is None  # not due yet
    for _ in WAITS:
        WebhookDelivery.objects.update(next_at=timezone.now())
        tell_due()
    delivery.refresh_from_db()
    assert (delivery.end, delivery.attempts, delivery.next_at) == (DeliveryEnd.GIVEN_UP, len(WAITS) + 1, None)


def test_an_address_that_means_the_inside_by_now_is_not_called(webhook: Webhook, settings: Settings) -> None:
    register_matter()
    settings.WEBHOOK_PRIVATE = False
    tell_due()
    assert WebhookDelivery.objects.get().fault == "AddressRefused"


def test_a_stopped_address_and_a_revoked_token_are_told_of_nothing_more(webhook: Webhook) -> None:
    register_matter()
    collect()
    stop_webhook(webhook, by=SYSTEM)
    tell_due()
    assert ends() == [DeliveryEnd.GIVEN_UP]
    other, _secret = add_webhook(webhook.token, NOBODY, ["matter.register"], by=SYSTEM)
    revoke_token(webhook.token, by=SYSTEM)
    register_matter()
    collect()
    assert not other.deliveries.exists()


def test_a_move_wakes_the_background_if_anybody_wants_to_know(
    webhook: Webhook, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    told = register_matter()
    with django_capture_on_commit_callbacks(execute=True):
        move(told, "accept", by=SYSTEM)
    assert tasks() == 1
    stop_webhook(webhook, by=SYSTEM)
    with django_capture_on_commit_callbacks(execute=True):
        move(told, "withdraw", by=SYSTEM, facts={"words": "不用了", "way": "当面"})
    assert tasks() == 1


def test_what_a_dead_worker_left_is_taken_up(webhook: Webhook) -> None:
    register_matter()
    again = tell_due()
    take_up()
    assert again
    later = DBTaskResult.objects.get(run_after=again)
    assert (later.task_path, tasks()) == ("huajie.api.tasks.tell_webhooks", 2)


@pytest.mark.parametrize("events", [[], ["matter.nothing"]])
def test_only_events_that_exist_are_told(webhook: Webhook, events: list[str]) -> None:
    with pytest.raises(Refused):
        add_webhook(webhook.token, NOBODY, events, by=SYSTEM)


def test_a_token_that_may_not_see_matters_is_not_told_of_them(webhook: Webhook) -> None:
    with pytest.raises(Refused):
        add_webhook(machine(permissions=[Permission.SEE_AREAS]).token, NOBODY, list(EVENTS), by=SYSTEM)


def test_the_pages_show_the_secret_once_and_what_became_of_each_event(webhook: Webhook) -> None:
    browser = Client()
    browser.force_login(make_staff(Role.OPERATOR, DISTRICT))
    added = browser.post(reverse("systems:webhook_add", args=[webhook.token.pk]), {"url": NOBODY, "events": ["matter.accept"]})
    secret = added.content.decode().partition('value="whsec_')[2].partition('"')[0]
    made = Webhook.objects.latest("pk")
    page = reverse("systems:webhook", args=[made.pk])
    assert secret
    assert added["Cache-Control"] == "no-store"
    browser.post(reverse("systems:webhook_try", args=[made.pk]))
    tell_due()
    shown = browser.get(page).content.decode()
    assert secret not in shown
    assert "ConnectionRefusedError" in shown
    browser.post(reverse("systems:webhook_stop", args=[made.pk]))
    assert not Webhook.objects.get(pk=made.pk).is_active
    acts = Entry.objects.filter(subject=f"webhook:{made.pk}").order_by("number").values_list("act", flat=True)
    assert list(acts) == [Act.WEBHOOK_ADDED.value, Act.WEBHOOK_STOPPED.value]


def test_an_address_that_must_not_be_told_is_refused_on_the_form(webhook: Webhook) -> None:
    browser = Client()
    browser.force_login(make_staff(Role.OPERATOR, DISTRICT))
    for url in ("https://169.254.169.254/", "nonsense", "ftp://x"):
        refused = browser.post(reverse("systems:webhook_add", args=[webhook.token.pk]), {"url": url, "events": ["matter.accept"]})
        assert refused.status_code == 422


def test_what_lies_elsewhere_does_not_exist(webhook: Webhook) -> None:
    far = add_webhook(machine().token, NOBODY, ["matter.accept"], by=SYSTEM)[0]
    browser = Client()
    browser.force_login(make_staff(Role.OPERATOR, TOWN))
    assert browser.get(reverse("systems:webhook", args=[far.pk])).status_code == 404
    for act in ("webhook_try", "webhook_stop"):
        assert browser.post(reverse(f"systems:{act}", args=[far.pk])).status_code == 404
    assert browser.get(reverse("systems:webhook_add", args=[far.token.pk])).status_code == 404


def test_the_secret_lies_encrypted(webhook: Webhook) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM api_webhook")
        assert "whsec_" not in str(cursor.fetchall())


def test_a_test_event_is_about_no_matter(webhook: Webhook) -> None:
    delivery = try_webhook(webhook, by=SYSTEM)
    assert (body_of(delivery).startswith('{"type":"webhook.test"'), '"data":{}' in body_of(delivery)) == (True, True)
    assert not Matter.objects.exists()
