"""Residents and households, what identifies them, what is known of them, and their merges."""

from huajie.people.models.facts import Fact, FactKind
from huajie.people.models.households import Household, Membership
from huajie.people.models.identity import Address, Identifier, IdentifierType, Phone, Validity
from huajie.people.models.linking import LinkToken
from huajie.people.models.merges import Merge
from huajie.people.models.persons import Person, PersonName, Sex

__all__ = [
    "Address", "Fact", "FactKind", "Household", "Identifier", "IdentifierType", "LinkToken", "Membership",
    "Merge", "Person", "PersonName", "Phone", "Sex", "Validity",
]  # fmt: skip
