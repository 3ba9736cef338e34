"""The keyed tokens by which record linkage finds candidates in the register."""

from django.db import models

from huajie.people.models.persons import Person


class LinkToken(models.Model):
    """A 64-bit keyed hash of one linkage token of a person (linkage.blocking.person_tokens)."""

    token = models.BigIntegerField()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="link_tokens", db_index=False)

    class Meta:
        indexes = [
            models.Index(fields=["token", "person"], name="link_token"),  # candidates for a new record
            models.Index(fields=["person"], name="link_token_person"),  # to write a person's tokens anew
        ]
