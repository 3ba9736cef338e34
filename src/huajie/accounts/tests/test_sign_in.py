"""Signing in: recorded, limited, with a second factor where the role needs one, and without a way to sign up."""

import re
import subprocess
import sys
from importlib import import_module
from urllib.parse import parse_qs, urlparse

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.core.cache.backends.filebased import FileBasedCache
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pytest_django import Settings

from huajie.accounts.doors import DOORS
from huajie.accounts.models import Staff
from huajie.accounts.roles import Role
from huajie.accounts.services.sign_in import open_demo
from huajie.accounts.services.staffing import add_staff
from huajie.accounts.tests.conftest import HUASHAN, SIGN_IN_WORDS, Posted
from huajie.audit.models import Entry
from huajie.audit.services import SYSTEM

SIGN_IN = "/sign-in/"


@pytest.fixture
def mediator(posted: Posted) -> Staff:
    return posted(Role.MEDIATOR, HUASHAN, "mediator", SIGN_IN_WORDS)


def sign_in(browser: Client, username: str, password: str = SIGN_IN_WORDS) -> int:
    return browser.post(SIGN_IN, {"login": username, "password": password}).status_code


def code_for(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def is_in(browser: Client) -> bool:
    return browser.get(reverse("accounts:me")).status_code == 200


def test_signing_in_opens_the_house_and_is_recorded(mediator: Staff, client: Client) -> None:
    assert sign_in(client, "mediator") == 302
    assert is_in(client)
    assert Entry.objects.filter(act="accounts.signed_in", actor="staff:mediator").count() == 1


def test_a_failure_is_recorded_against_a_known_person_only(mediator: Staff, client: Client) -> None:
    sign_in(client, "mediator", "wrong-words-2021")
    sign_in(client, SIGN_IN_WORDS, "typed-in-the-wrong-field")
    failures = Entry.objects.filter(act="accounts.sign_in_failed").order_by("number")
    assert [entry.subject for entry in failures] == ["staff:mediator", ""]
    assert SIGN_IN_WORDS not in str(list(failures.values()))
    assert not is_in(client)


def test_after_five_wrong_words_even_the_right_ones_must_wait(mediator: Staff, client: Client) -> None:
    for _ in range(5):
        sign_in(client, "mediator", "wrong-words-2021")
    assert sign_in(client, "mediator") == 200
    assert not is_in(client)


def test_an_address_from_which_too_many_try_is_told_to_wait(mediator: Staff, client: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "2/m/ip"}
    assert [sign_in(client, "mediator", "wrong-words-2021") for _ in range(3)] == [200, 200, 429]
    for language, told in (("en", "Wait five minutes"), ("zh-hans", "五分钟")):
        refused = client.post(SIGN_IN, {"login": "mediator", "password": SIGN_IN_WORDS}, headers={"accept-language": language})
        assert refused.status_code == 429
        assert told in refused.content.decode()
    assert not is_in(client)


def test_whoever_has_left_is_not_let_in(mediator: Staff, client: Client) -> None:
    Staff.objects.filter(pk=mediator.pk).update(is_active=False)
    sign_in(client, "mediator")
    assert not is_in(client)


def test_signing_out_ends_it(mediator: Staff, client: Client) -> None:
    sign_in(client, "mediator")
    client.post(reverse("account_logout"))
    assert not is_in(client)


def test_nobody_is_led_out_of_the_house(mediator: Staff, client: Client) -> None:
    response = client.post(SIGN_IN, {"login": "mediator", "password": SIGN_IN_WORDS, "next": "https://elsewhere.example/"})
    assert urlparse(response["Location"]).netloc == ""


@pytest.mark.parametrize(
    "name",
    [
        "account_signup",
        "account_email",
        "account_reset_password",
        "account_set_password",
        "socialaccount_signup",
        "socialaccount_connections",
    ],
)
def test_there_is_no_way_to_sign_up_or_to_take_over_by_mail(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_every_door_gives_its_reason() -> None:
    assert [door.name for door in DOORS if not door.because.endswith(".")] == []
    assert len({door.name for door in DOORS}) == len(DOORS)


def test_one_changes_ones_own_password_and_that_is_recorded(mediator: Staff, client: Client) -> None:
    sign_in(client, "mediator")
    told = {"oldpassword": SIGN_IN_WORDS, "password1": "banyan-tree-2022", "password2": "banyan-tree-2022"}
    assert client.post(reverse("account_change_password"), told).status_code == 302
    mediator.refresh_from_db()
    assert mediator.check_password("banyan-tree-2022")
    assert Entry.objects.filter(act="accounts.credential_set", actor="staff:mediator").count() == 1


def test_whoever_has_no_password_is_told_so(district: object, client: Client) -> None:
    client.force_login(add_staff("by-city", "测试", by=SYSTEM))
    assert client.get(reverse("account_change_password")).status_code == 409


class TestSecondFactor:
    @pytest.fixture(autouse=True)
    def needed_by_mediators(self, settings: Settings) -> None:
        settings.SECOND_FACTOR_ROLES = ["mediator"]

    def enrol(self, browser: Client) -> str:
        browser.post(reverse("account_reauthenticate"), {"password": SIGN_IN_WORDS})
        page = browser.get(reverse("mfa_activate_totp"))
        secret: str = page.context["form"].secret
        browser.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
        return secret

    def test_nothing_opens_before_it_is_enrolled(self, mediator: Staff, client: Client) -> None:
        sign_in(client, "mediator")
        response = client.get(reverse("accounts:me"))
        assert (response.status_code, response["Location"]) == (302, reverse("mfa_index"))
        assert client.get(reverse("mfa_index")).status_code == 200
        fragment = client.get(reverse("accounts:area_list"), headers={"HX-Request": "true"})
        assert fragment["HX-Redirect"] == reverse("mfa_index")

    def test_with_an_app_one_signs_in_in_two_steps(self, mediator: Staff, client: Client) -> None:
        sign_in(client, "mediator")
        secret = self.enrol(client)
        assert Authenticator.objects.filter(user=mediator, type="totp").exists()
        assert is_in(client)
        cache.clear()
        again = Client()
        response = again.post(SIGN_IN, {"login": "mediator", "password": SIGN_IN_WORDS})
        assert urlparse(response["Location"]).path == reverse("mfa_authenticate")
        assert not is_in(again)
        again.post(reverse("mfa_authenticate"), {"code": "000000"})
        assert not is_in(again)
        again.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
        assert is_in(again)

    def test_other_roles_need_none(self, posted: Posted, client: Client) -> None:
        posted(Role.WINDOW_CLERK, HUASHAN, "clerk", SIGN_IN_WORDS)
        sign_in(client, "clerk")
        assert is_in(client)

    def test_all_means_everyone(self, posted: Posted, client: Client, settings: Settings) -> None:
        settings.SECOND_FACTOR_ROLES = ["all"]
        posted(Role.WINDOW_CLERK, HUASHAN, "clerk", SIGN_IN_WORDS)
        sign_in(client, "clerk")
        assert not is_in(client)

    @pytest.mark.parametrize("name", ["mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn", "account_reauthenticate"])
    def test_the_pages_of_enrolment_stand_in_the_house(self, mediator: Staff, client: Client, name: str) -> None:
        sign_in(client, "mediator")
        page = client.get(reverse(name), follow=True).content.decode()
        assert 'class="plain"' in page
        assert not re.search(r"<script(?![^>]*\b(src|type=\"application/json\"))|\sstyle=|\son\w+=", page)


class TestDemo:
    @pytest.fixture
    def people(self, posted: Posted) -> list[Staff]:
        return [posted(role) for role in (Role.MEDIATOR, Role.WINDOW_CLERK, Role.OPERATOR)]

    def test_the_sign_in_page_lists_one_person_per_role(self, people: list[Staff], posted: Posted, client: Client) -> None:
        posted(Role.MEDIATOR, HUASHAN)
        open_demo(by=SYSTEM)
        shown = client.get(SIGN_IN).context["demo_people"]
        assert [person.role for person in shown] == [Role.WINDOW_CLERK, Role.MEDIATOR, Role.OPERATOR]

    def test_a_visitor_signs_in_with_one_press(self, people: list[Staff], client: Client) -> None:
        open_demo(by=SYSTEM)
        assert client.post(reverse("accounts:demo_sign_in"), {"username": people[0].username}).status_code == 302
        assert is_in(client)
        assert Entry.objects.filter(act="accounts.signed_in", actor=people[0].audit_name).exists()

    def test_a_demo_lets_nobody_in_who_is_not_listed(self, people: list[Staff], posted: Posted, client: Client) -> None:
        second = posted(Role.MEDIATOR, HUASHAN)
        open_demo(by=SYSTEM)
        assert client.post(reverse("accounts:demo_sign_in"), {"username": second.username}).status_code == 404
        assert not is_in(client)

    def test_where_there_is_no_demo_there_is_no_such_door(self, people: list[Staff], client: Client) -> None:
        assert client.post(reverse("accounts:demo_sign_in"), {"username": people[0].username}).status_code == 404
        assert not is_in(client)
        assert people[0].display_name not in client.get(SIGN_IN).content.decode()

    def test_the_door_does_not_open_by_following_a_link(self, people: list[Staff], client: Client) -> None:
        open_demo(by=SYSTEM)
        assert client.get(reverse("accounts:demo_sign_in"), {"username": people[0].username}).status_code == 405


class TestLanguage:
    def test_a_choice_is_kept_with_the_person(self, mediator: Staff, client: Client) -> None:
        sign_in(client, "mediator")
        client.post(reverse("set_language"), {"language": "en", "next": "/account/"})
        mediator.refresh_from_db()
        assert mediator.language == "en"
        elsewhere = Client()
        elsewhere.force_login(mediator)
        assert 'lang="en"' in elsewhere.get(reverse("accounts:me")).content.decode()

    def test_a_visitor_keeps_it_in_a_cookie(self, db: None, client: Client) -> None:
        client.post(reverse("set_language"), {"language": "en", "next": SIGN_IN})
        assert 'lang="en"' in client.get(SIGN_IN).content.decode()

    def test_a_language_that_the_house_does_not_speak_is_refused(self, mediator: Staff, client: Client) -> None:
        sign_in(client, "mediator")
        assert client.post(reverse("set_language"), {"language": "tlh"}).status_code == 409
        mediator.refresh_from_db()
        assert mediator.language == "zh-hans"


def test_the_way_back_leads_to_the_page_that_was_asked_for(mediator: Staff, client: Client) -> None:
    asked = client.get(reverse("accounts:area_list"))
    wanted = parse_qs(urlparse(asked["Location"]).query)["next"][0]
    response = client.post(SIGN_IN, {"login": "mediator", "password": SIGN_IN_WORDS, "next": wanted})
    assert response["Location"] == reverse("accounts:area_list")


def test_attempts_are_counted_for_all_serving_processes_together() -> None:
    house = FileBasedCache(str(import_module("huajie.config.settings").CACHES["default"]["LOCATION"]), {})
    house.set("attempts-of-a-test", 4, timeout=60)
    other = "import django; django.setup(); from django.core.cache import cache; print(cache.get('attempts-of-a-test'))"
    run = [sys.executable, "-c", other]
    told = subprocess.run(run, capture_output=True, text=True, check=True, timeout=60)  # noqa: S603 — our own words
    house.delete("attempts-of-a-test")
    assert told.stdout.strip() == "4"
