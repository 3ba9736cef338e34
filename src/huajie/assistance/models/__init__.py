"""Applications for aid and how they are looked into."""

from huajie.assistance.models.applications import (
    Application,
    ApplicationClock,
    ApplicationClockChange,
    ApplicationMember,
    ApplicationStep,
    Asked,
    Decision,
    Way,
)
from huajie.assistance.models.inquiries import Authorisation, InformationCheck, MissingMaterial, Statement, Survey, SurveyKind
from huajie.assistance.models.publicity import Objection, Publicity
from huajie.assistance.models.relatives import StaffRelative

__all__ = [
    "Application", "ApplicationClock", "ApplicationClockChange", "ApplicationMember", "ApplicationStep", "Asked", "Authorisation",
    "Decision", "InformationCheck", "MissingMaterial", "Objection", "Publicity", "StaffRelative", "Statement", "Survey", "SurveyKind",
    "Way",
]  # fmt: skip
