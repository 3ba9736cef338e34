"""Fills a migrated home for the contract tests: one unit, one person at work, and one who has left."""

import django

django.setup()

from huajie.accounts.models import UnitKind  # noqa: E402  # needs a configured Django
from huajie.accounts.roles import Role  # noqa: E402
from huajie.accounts.services.sign_in import close_staff  # noqa: E402
from huajie.accounts.services.staffing import add_staff, post  # noqa: E402
from huajie.accounts.services.units import add_unit  # noqa: E402
from huajie.areas.models import Area, Level  # noqa: E402
from huajie.audit.services import SYSTEM  # noqa: E402
from huajie.config.home import open_home  # noqa: E402

open_home()
district = Area.objects.create(code="440114", name="花都区", short_name="花都区", level=Level.COUNTY)
centre = add_unit("centre", "区综治中心", UnitKind.ONE_STOP_CENTRE, district, by=SYSTEM)
post(add_staff("known", "测试调解员", by=SYSTEM), centre, Role.MEDIATOR, by=SYSTEM)
close_staff(add_staff("closed", "测试离任者", by=SYSTEM), by=SYSTEM)
