"""Reading the record."""

from django.db.models import QuerySet

from huajie.audit.models import Entry


def entries(actor: str = "", subject: str = "", act: str = "") -> QuerySet[Entry]:
    """The entries of one actor, on one subject, of one kind; of all where nothing is said."""
    wanted = {name: value for name, value in (("actor", actor), ("subject", subject), ("act", act)) if value}
    return Entry.objects.filter(**wanted)
