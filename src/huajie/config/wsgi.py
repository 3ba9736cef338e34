"""The door for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from huajie.config.home import open_home

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huajie.config.settings")
open_home()
application = get_wsgi_application()
