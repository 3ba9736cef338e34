"""Applies every migration to the register of HUAJIE_HOME, made if there is none."""

import django

django.setup()

from django.core.management import call_command  # noqa: E402  # needs a configured Django

from huajie.config.home import open_home  # noqa: E402

open_home()
call_command("migrate", verbosity=0)
