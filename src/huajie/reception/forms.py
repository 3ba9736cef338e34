"""The one form for every request: it normalises and explains, and decides nothing."""

import re
import uuid
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.areas.models import Area
from huajie.core.written import Written
from huajie.intake.reading.money import NoAmount, read_fen
from huajie.linkage.normalise.id_numbers import Soundness, read_id_number
from huajie.linkage.normalise.phones import read_phones
from huajie.matters.models import Channel, Kind, Matter, PetitionClass
from huajie.matters.queries import matter_for
from huajie.people.models import IdentifierType, Person, Validity
from huajie.people.newcomers import NewIdentifier
from huajie.people.queries import person_for
from huajie.reception.asked import Asked, Named
from huajie.reception.legal_queries import question_for
from huajie.reception.models import Consultation, DeskKind, Ticket
from huajie.reception.queries import ticket_for

MOST_REPRESENTATIVES = 5  # 信访工作条例 §20
CLASSES = [("", _("Choose one")), *PetitionClass.choices]
CHANNELS = [
    Channel.WINDOW,
    Channel.IN_PERSON,
    Channel.CALL,
    Channel.HOTLINE,
    Channel.LETTER,
    Channel.ONLINE,
    Channel.FAX,
    Channel.WORKER,
    Channel.VISIT,
    Channel.FORWARDED,
    Channel.INSTRUCTION,
]
_active = Written(lambda code: Area.objects.filter(pk=code, active=True).values_list("pk"), "(code)")
_CARD = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
_DIGITS = re.compile(r"[+\d][\d\s-]{5,}")


class AtTheDesk(forms.Form):
    """What every form of this room begins with: the place in which the clerk records, and the ticket of who stands there."""

    area = forms.CharField(label=_("Town or village"), required=False, max_length=15)
    ticket = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:  # Any: as the parent's
        super().__init__(*args, **kwargs)
        self._scope = scope
        self.found_ticket: Ticket | None = None

    def clean_area(self) -> str:
        """An area in which the clerk may record; if none is named, the one that they are posted for."""
        code = str(self.cleaned_data["area"])
        own = self._scope.prefixes.get(Permission.OPEN_MATTERS, ())
        if not code and len(own) == 1:
            return own[0]
        if not code or not self._scope.may_in(Permission.OPEN_MATTERS, code) or not _active.first(code):
            raise ValidationError(_("Choose the town or village in which it happens."))
        return code

    def clean_ticket(self) -> int | None:
        """The ticket of the person at the desk."""
        key = self.cleaned_data["ticket"]
        if key:
            self.found_ticket = ticket_for(self._scope, key)
            if self.found_ticket is None:
                raise ValidationError(_("This ticket is not called at a desk of yours."))
        return key if isinstance(key, int) else None


class RequestForm(AtTheDesk):
    """What a person asks for, in their own words, and who and where they are. Only the words and the kind must be there."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    text = forms.CharField(
        label=_("What it is about, in the person's own words"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4, "autofocus": True})
    )
    kind = forms.ChoiceField(label=_("Kind of matter"), choices=Kind.choices, widget=forms.RadioSelect, initial=Kind.DISPUTE)
    petition_class = forms.ChoiceField(label=_("Class of the petition"), choices=CLASSES, required=False)
    category = forms.CharField(
        label=_("Category"), required=False, max_length=40, widget=forms.TextInput(attrs={"list": "categories", "autocomplete": "off"})
    )
    suggested = forms.CharField(required=False, max_length=40)
    place = forms.CharField(label=_("Place"), required=False, max_length=200)
    name = forms.CharField(label=pgettext_lazy("person", "Name"), required=False, max_length=80)
    id_number = forms.CharField(label=pgettext_lazy("person", "ID number"), required=False, max_length=40)
    phone = forms.CharField(label=_("Phone"), required=False, max_length=60)
    birth_date = forms.DateField(label=_("Date of birth"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    address = forms.CharField(label=_("Address"), required=False, max_length=200)
    is_for_household = forms.BooleanField(label=_("It concerns the whole household"), required=False)
    channel = forms.ChoiceField(label=_("How it came"), choices=[(one.value, one.label) for one in CHANNELS])
    is_oral = forms.BooleanField(label=_("Told by word of mouth: written down as told and read back (信访工作条例 §19)"), required=False)
    told_on = forms.DateField(label=_("Day on which it was told"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    other_name = forms.CharField(
        label=_("Other party"),
        required=False,
        max_length=80,
        help_text=_("A person, a company or an office; in a report of misconduct whoever is reported."),
    )
    other_phone = forms.CharField(label=_("Phone of the other party"), required=False, max_length=60)
    other_id_number = forms.CharField(label=_("ID number of the other party"), required=False, max_length=40)
    amount = forms.CharField(label=_("Amount"), required=False, max_length=40, help_text=_("In yuan: 1120, 1.2万."))
    people_came = forms.IntegerField(label=_("How many came"), required=False, min_value=1, max_value=9999)
    representatives = forms.CharField(
        label=_("Representatives"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One a line, with a phone or an ID number if there is one. At most five speak for a group (信访工作条例 §20)."),
    )
    question = forms.IntegerField(required=False, widget=forms.HiddenInput)
    person = forms.CharField(required=False, max_length=24)
    known = forms.CharField(required=False, max_length=24)

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:  # Any: as the parent's
        super().__init__(scope, *args, **kwargs)
        self.found_person: Person | None = None
        self.found_matter: Matter | None = None
        self.found_question: Consultation | None = None

    def clean_suggested(self) -> str:
        """The category is what was typed, else the suggestion that the clerk chose."""
        chosen = str(self.cleaned_data["suggested"])
        self.cleaned_data["category"] = str(self.cleaned_data.get("category", "")).strip() or chosen
        return chosen

    def clean_text(self) -> str:
        """As it was told."""
        return str(self.cleaned_data["text"]).strip()

    def clean_name(self) -> str:
        """The name without spaces inside."""
        return "".join(str(self.cleaned_data["name"]).split())

    def clean_id_number(self) -> NewIdentifier | None:
        """A card whose check digit is right, or another document."""
        return _identifier(str(self.cleaned_data["id_number"]))

    def clean_other_id_number(self) -> NewIdentifier | None:
        """The same of the other party."""
        return _identifier(str(self.cleaned_data["other_id_number"]))

    def clean_phone(self) -> tuple[str, ...]:
        """Digits only."""
        return _phones(self.cleaned_data["phone"])

    def clean_other_phone(self) -> tuple[str, ...]:
        """Digits only."""
        return _phones(self.cleaned_data["other_phone"])

    def clean_other_name(self) -> str:
        """The name without spaces around it."""
        return "".join(str(self.cleaned_data["other_name"]).split())

    def clean_amount(self) -> int | None:
        """In fen."""
        try:
            return read_fen(str(self.cleaned_data["amount"]))
        except NoAmount:
            raise ValidationError(_("Give the amount in yuan, for example 1120.")) from None

    def clean_told_on(self) -> object:
        """Nothing is told in the future."""
        day = self.cleaned_data["told_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        return day

    def clean_birth_date(self) -> object:
        """Nobody who asks is born in the future."""
        day = self.cleaned_data["birth_date"]
        if day and day > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        return day

    def clean_representatives(self) -> tuple[Named, ...]:
        """At most five."""
        named = tuple(_representatives(str(self.cleaned_data["representatives"])))
        if len(named) > MOST_REPRESENTATIVES:
            raise ValidationError(_("At most five represent a group (信访工作条例 §20). The others can be named in the text."))
        return named

    def clean_person(self) -> str:
        """Who asks, if the clerk has said so; somebody whom the clerk may not see is nobody."""
        ref = str(self.cleaned_data["person"])
        if ref:
            try:
                self.found_person = person_for(self._scope, ref)
            except Person.DoesNotExist:
                raise ValidationError(_("This person can no longer be chosen. Look at the suggestions again.")) from None
        return ref

    def clean_known(self) -> str:
        """The matter that is told again, if the clerk has said so."""
        ref = str(self.cleaned_data["known"])
        if ref:
            try:
                self.found_matter = matter_for(self._scope, ref)
            except Matter.DoesNotExist:
                raise ValidationError(_("This matter can no longer be chosen. Look at the suggestions again.")) from None
        return ref

    def clean_question(self) -> int | None:
        """The question that was asked alone and becomes a matter now."""
        key = self.cleaned_data["question"]
        if key:
            self.found_question = question_for(self._scope, key)
            if self.found_question is None:
                raise ValidationError(_("This question belongs to a matter already, or was not recorded by you."))
        return key if isinstance(key, int) else None

    def clean(self) -> dict[str, Any]:  # Any: as Django's own
        """A petition has one of the three classes; only a petition has one."""
        told = super().clean() or {}
        if told.get("kind") != Kind.PETITION:
            told["petition_class"] = ""
        elif not told.get("petition_class"):
            self.add_error("petition_class", _("Choose the class: each has its own course and deadlines (信访工作条例 §29–31)."))
        return told

    def asked(self) -> Asked:
        """The request as far as it makes sense; all of it once the form is valid."""
        self.is_valid()
        told = self.cleaned_data
        teller = {field: told[name] for field, name in _TELLER.items() if told.get(name)}
        own = {name: told[name] for name in _OWN if told.get(name) not in (None, "", ())}
        return Asked(
            kind=Kind(told.get("kind") or Kind.DISPUTE),
            channel=Channel(told.get("channel") or Channel.WINDOW),
            area_code=told.get("area", ""),
            amount_fen=told.get("amount"),
            teller=Named(**teller),
            other=Named(**{field: told[name] for field, name in _OTHER.items() if told.get(name)}),
            **own,
        )

    @property
    def beside_is_open(self) -> bool:
        """True if and only if something stands in the fields that are folded away."""
        return any(self[name].errors or (self.is_bound and self.data.get(name)) for name in BESIDE)


_TELLER = {"name": "name", "identifier": "id_number", "phones": "phone", "birth_date": "birth_date", "address": "address"}
_OTHER = {"name": "other_name", "identifier": "other_id_number", "phones": "other_phone"}
_OWN = ("petition_class", "text", "category", "told_on", "is_oral", "place", "is_for_household", "representatives", "people_came")
BESIDE = ("other_name", "other_phone", "other_id_number", "amount", "people_came", "representatives")


def _identifier(typed: str) -> NewIdentifier | None:
    read = read_id_number(typed) if typed else None
    if read and read.soundness is Soundness.SOUND:
        return NewIdentifier(IdentifierType.ID_CARD, read.text, Validity.VALID)
    if read and read.soundness is Soundness.DOCUMENT:
        return NewIdentifier(IdentifierType.PASSPORT, read.text, Validity.UNCHECKED)
    if typed:
        raise ValidationError(_("The check digit does not agree. Compare the number with the card, digit by digit."))
    return None


def _phones(typed: str) -> tuple[str, ...]:
    found = read_phones((typed,))
    if typed and not found:
        raise ValidationError(_("Give a mobile number of 11 digits, or a landline with its area code."))
    return found


def _representatives(typed: str) -> Iterator[Named]:
    """A name a line, with or without a phone and an ID number."""
    for line in typed.splitlines():
        card = _CARD.search(line)
        rest = _CARD.sub(" ", line)
        name = "".join(_DIGITS.sub("", rest).split()).strip(",，、;；:：()（）")
        named = Named(name[:80], _identifier(card.group() if card else ""), read_phones((" ".join(_DIGITS.findall(rest)),)))
        if named:
            yield named


class DeskForm(forms.Form):
    """A desk of a centre: where it stands, and whether it is open."""

    kind = forms.ChoiceField(label=_("Desk"), choices=DeskKind.choices)
    place = forms.CharField(label=_("Where it stands"), required=False, max_length=40)
    active = forms.BooleanField(label=_("The desk is open"), required=False)
