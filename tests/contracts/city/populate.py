"""Fills an empty city: its people and its one client. python -m tests.contracts.city.populate CALLBACK CLIENT_ID CLIENT_SECRET WORDS"""

import sys

import django

django.setup()

from allauth.idp.oidc.models import Client  # noqa: E402  # needs a configured Django
from django.contrib.auth.hashers import make_password  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402

callback, client_id, client_secret, words = sys.argv[1:]
call_command("migrate", verbosity=0)
for name in ("known", "unknown", "closed", "known-successor"):
    User.objects.create_user(name, password=words)
client = Client(id=client_id, name="Huajie", secret=make_password(client_secret), scopes="openid\nprofile\nemail")
client.redirect_uris = callback
client.save()
