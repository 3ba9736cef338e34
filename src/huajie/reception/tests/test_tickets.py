"""One ticket from desk to desk: numbers of the day, who is next, and what is not possible."""

import pytest
from django.test import Client

from huajie.accounts.models import Unit, UnitKind
from huajie.accounts.roles import Role
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.core.errors import NotPermitted, Refused
from huajie.core.lifecycle import Missing, NotFromHere, Overtaken
from huajie.people.tests.making import OTHER_TOWN, TOWN, make_staff
from huajie.reception.models import Desk, DeskKind, Request, Ticket
from huajie.reception.services.desks import set_desk
from huajie.reception.services.tickets import call_next, move_ticket, take_ticket
from huajie.reception.states import TICKETS, TicketState
from huajie.reception.tests.making import filled_in, window_clerk


def a_desk(kind: DeskKind = DeskKind.PETITIONS) -> Desk:
    centre, _made = Unit.objects.get_or_create(
        code="centre", defaults={"name": "东镇综治中心", "kind": UnitKind.ONE_STOP_CENTRE, "area_id": TOWN}
    )
    return Desk.objects.get_or_create(centre=centre, kind=kind)[0]


def test_numbers_count_through_the_day_of_a_centre() -> None:
    clerk = window_clerk()
    tickets = [take_ticket(a_desk(kind), by=clerk) for kind in (DeskKind.PETITIONS, DeskKind.LITIGATION, DeskKind.PETITIONS)]

    assert [str(ticket) for ticket in tickets] == ["001", "002", "003"]
    assert Entry.objects.filter(act=Act.TICKET_MOVED.value).count() == 3


def test_one_ticket_goes_from_desk_to_desk_and_is_served() -> None:
    clerk, petitions, litigation = window_clerk(), a_desk(), a_desk(DeskKind.LITIGATION)
    ticket = take_ticket(petitions, by=clerk)
    take_ticket(litigation, by=clerk)

    call_next(petitions, by=clerk)
    ticket.refresh_from_db()
    move_ticket(ticket, "send", by=clerk, to=litigation)
    assert call_next(litigation, by=clerk) == ticket  # whoever was sent on does not begin anew
    ticket.refresh_from_db()
    move_ticket(ticket, "serve", by=clerk)

    assert [step.move for step in ticket.steps.order_by("pk")] == ["take", "call", "send", "call", "serve"]
    assert (ticket.state, ticket.desk) == (TicketState.SERVED, litigation)


@pytest.mark.parametrize("state", TicketState.values)
@pytest.mark.parametrize("move", ["call", "serve", "send", "leave"])
def test_only_the_moves_of_the_table_are_possible(state: str, move: str) -> None:
    clerk, desk = window_clerk(), a_desk()
    ticket = take_ticket(desk, by=clerk)
    Ticket.objects.filter(pk=ticket.pk).update(state=state)
    ticket.refresh_from_db()
    to = a_desk(DeskKind.LITIGATION) if move == "send" else None

    if state in TICKETS.move(move).sources:
        assert move_ticket(ticket, move, by=clerk, to=to).state == TICKETS.move(move).target
    else:
        with pytest.raises(NotFromHere):
            move_ticket(ticket, move, by=clerk, to=to)


def test_of_two_who_move_one_ticket_the_second_is_told() -> None:
    clerk = window_clerk()
    ticket = take_ticket(a_desk(), by=clerk)
    same = Ticket.objects.get(pk=ticket.pk)
    move_ticket(ticket, "leave", by=clerk)

    with pytest.raises(Overtaken):
        move_ticket(same, "call", by=clerk)


def test_what_makes_no_sense_is_refused() -> None:
    clerk, desk = window_clerk(), a_desk()
    with pytest.raises(Refused, match="Nobody waits"):
        call_next(desk, by=clerk)
    ticket = take_ticket(desk, by=clerk)
    called = call_next(desk, by=clerk)
    with pytest.raises(Missing):
        move_ticket(called, "send", by=clerk)
    with pytest.raises(Refused):
        move_ticket(called, "send", by=clerk, to=desk)
    set_desk(desk.centre, DeskKind.PETITIONS, by=make_staff(Role.DISTRICT_COORDINATOR), active=False)
    desk.refresh_from_db()
    with pytest.raises(Refused, match="closed"):
        take_ticket(desk, by=clerk)
    assert ticket.steps.count() == 2


def test_another_town_neither_serves_nor_sees_the_centre() -> None:
    desk, stranger = a_desk(), window_clerk(OTHER_TOWN)
    with pytest.raises(NotPermitted):
        take_ticket(desk, by=stranger)
    client = Client()
    client.force_login(stranger)
    assert client.get("/reception/centres/centre/").status_code == 404
    assert client.post(f"/reception/desks/{desk.pk}/next/").status_code == 404


def test_only_a_one_stop_centre_has_desks() -> None:
    coordinator = make_staff(Role.DISTRICT_COORDINATOR)
    with pytest.raises(Refused):
        set_desk(Unit.objects.get(), DeskKind.PETITIONS, by=coordinator)


def test_a_day_at_the_window_on_screen() -> None:
    desk, other = a_desk(), a_desk(DeskKind.CIVIL_AFFAIRS)
    client = Client()
    client.force_login(window_clerk())

    client.post(f"/reception/desks/{desk.pk}/take/")
    ticket = Ticket.objects.get()
    assert "001" not in client.get("/reception/centres/centre/display/", headers={"HX-Request": "true"}).content.decode()
    client.post(f"/reception/desks/{desk.pk}/next/")
    assert "001" in client.get("/reception/centres/centre/display/", headers={"HX-Request": "true"}).content.decode()
    assert f"?ticket={ticket.pk}" in client.get(f"/reception/desks/{desk.pk}/").content.decode()
    client.post("/reception/new/", filled_in(ticket=str(ticket.pk)))
    client.post(f"/reception/tickets/{ticket.pk}/send/", {"desk": other.pk})

    assert Request.objects.get().ticket == ticket
    assert Ticket.objects.get().desk == other
    assert client.post(f"/reception/tickets/{ticket.pk}/take/").status_code == 404
    assert client.post("/reception/new/", filled_in(ticket=str(ticket.pk))).status_code == 422  # no longer called


def test_the_coordinator_sets_desks_on_the_page_of_the_centre() -> None:
    a_desk()
    client = Client()
    client.force_login(make_staff(Role.DISTRICT_COORDINATOR))

    client.post("/reception/centres/centre/desk/", {"kind": "litigation", "place": "2号窗口", "active": "on"})

    assert "2号窗口" in client.get("/reception/centres/centre/").content.decode()
