"""Of whom the rules speak: a person, and the household that lives and keeps house together."""

from openfisca_core.entities import build_entity

PERSON = build_entity(key="person", plural="persons", label="Person", is_person=True)
HOUSEHOLD = build_entity(
    key="household",
    plural="households",
    label="Household",
    roles=[{"key": "member", "plural": "members", "label": "Members"}],
)
