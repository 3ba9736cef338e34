"""`huajie init`: a home folder ready for work, with areas and a first operator; --demo fills it with a made-up district."""

import argparse
import secrets
import tempfile
from pathlib import Path

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Installation, Staff, Unit, UnitKind
from huajie.accounts.roles import Role
from huajie.accounts.services.grids import add_grid
from huajie.accounts.services.sign_in import open_demo
from huajie.accounts.services.staffing import add_staff, post
from huajie.accounts.services.units import add_unit
from huajie.areas.models import Area, Level
from huajie.areas.services.loading import load
from huajie.audit.services import SYSTEM
from huajie.cli.demo_aid import open_demo_aid
from huajie.cli.demo_answers import ask_demo_families
from huajie.cli.demo_centre import open_demo_centre
from huajie.cli.demo_leaders import name_demo_leaders
from huajie.cli.demo_referrals import refer_in_demo
from huajie.cli.demo_work import work_in_demo
from huajie.cli.importing import import_lists
from huajie.cli.terminal import remark, say
from huajie.demo.district import DemoPlan, demo_plan
from huajie.demo.places import Place
from huajie.matters.services.category_routes import set_route
from huajie.sheets.services.shipping import ship_sheets

DEMO_SEED = 440114
_FIRST = "operator"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--area", default="440114", help=_("six-digit code of the district (default 440114, Huadu)"))
    parser.add_argument("--folder", type=Path, help=_("folder with villages.csv, streets.csv and so on"))
    parser.add_argument("--demo", action="store_true", help=_("fill an empty register with made-up people and lists"))


def run(asked: argparse.Namespace) -> int:
    """Everything that is missing, and nothing twice."""
    call_command("migrate", verbosity=0)
    if not Area.objects.filter(code=asked.area).exists():
        load(asked.area, asked.folder, by=SYSTEM)
    ship_sheets()
    unit = _district_unit(asked.area)
    if asked.demo and not Staff.objects.exists():
        _fill(asked.area, unit)
    elif not Staff.objects.exists():
        _first_operator(unit)
    elif asked.demo and not Installation.objects.filter(is_demo=True).exists():
        remark(_("Somebody works here already: nothing was made up. A demo needs an empty home (HUAJIE_HOME)."))
    say(_("Ready. `huajie serve` starts it."))
    return 0


def _district_unit(area_code: str) -> Unit:
    """The unit that lists from the command line belong to, unless another is named."""
    held = Unit.objects.filter(code=f"district-{area_code}").first()
    area = Area.objects.get(pk=area_code)
    return held or add_unit(f"district-{area_code}", area.name, UnitKind.BUREAU, area, by=SYSTEM)


def _first_operator(unit: Unit) -> None:
    password = secrets.token_urlsafe(12)
    with transaction.atomic():
        post(add_staff(_FIRST, _("Operator"), by=SYSTEM, password=password), unit, Role.OPERATOR, by=SYSTEM)
    say(_("Sign in as %(username)s with the password %(password)s — it is not shown again.") % {"username": _FIRST, "password": password})


def _fill(area_code: str, unit: Unit) -> None:
    """Units and people in one step; lists by the ordinary import, with its own steps."""
    plan = demo_plan(_places(area_code), DEMO_SEED)
    password = secrets.token_urlsafe(12)
    with transaction.atomic():
        _staff(plan)
        _grids(plan)
        _routes(plan)
        open_demo(by=SYSTEM, password=password)
    say(_("Everybody in the demo signs in with the password %(password)s, or by a click on the sign-in page:") % {"password": password})
    for person in plan.staff:
        say(f"  {person.username:<24} {person.display_name}")
    with tempfile.TemporaryDirectory() as folder:
        remark(_("Making lists and bringing them in …"))
        plan.write_lists(Path(folder))
        (Path(folder) / "truth.json").unlink(missing_ok=True)
        import_lists([Path(folder)], unit, title=_("Demo lists"))
    open_demo_centre(plan)
    ask_demo_families(DEMO_SEED)
    name_demo_leaders(plan)
    work_in_demo(plan)
    open_demo_aid(plan)
    refer_in_demo(plan)


def _staff(plan: DemoPlan) -> None:
    units = {
        each.code: add_unit(each.code, each.name, UnitKind(each.kind), Area.objects.get(pk=each.area), by=SYSTEM) for each in plan.units
    }
    for person in plan.staff:
        staff = add_staff(person.username, person.display_name, by=SYSTEM)
        post(staff, units[person.unit], Role(person.role), by=SYSTEM, area=Area.objects.get(pk=person.area))


def _grids(plan: DemoPlan) -> None:
    villages = Area.objects.in_bulk({grid.village for grid in plan.grids})
    for grid in plan.grids:
        add_grid(villages[grid.village], grid.name, by=SYSTEM)


def _routes(plan: DemoPlan) -> None:
    units, today = Unit.objects.in_bulk([route.unit for route in plan.routes], field_name="code"), timezone.localdate()
    for route in plan.routes:
        set_route(route.kind, route.category, units[route.unit], since=today, by=SYSTEM, source=_("Demo"))


def _places(area_code: str) -> list[Place]:
    """The villages that are loaded, as the demo knows them."""
    names = dict(Area.objects.filter(code__startswith=area_code[:4]).values_list("code", "name"))
    villages = Area.objects.filter(code__startswith=area_code, level=Level.VILLAGE, active=True)
    return [
        Place(code=area.code, village=area.name, town=names[area.code[:9]], district=names[area_code], city=names.get(area_code[:4], ""))
        for area in villages
    ]
