"""Applications for aid and how they are looked into; urgent relief and what it is paid from;
families referred to charities."""

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
from huajie.assistance.models.claims import Claim, ClaimClock, ClaimClockChange, ClaimStep, Gift, GiftKind
from huajie.assistance.models.grants import (
    Finding,
    Grant,
    GrantClock,
    GrantClockChange,
    GrantStep,
    Payment,
    PaymentList,
    Review,
)
from huajie.assistance.models.inquiries import Authorisation, InformationCheck, MissingMaterial, Statement, Survey, SurveyKind
from huajie.assistance.models.organisations import Organisation, OrganisationStep
from huajie.assistance.models.prospects import Certainty, Prospect, ProspectState, Sweep
from huajie.assistance.models.publicity import Objection, Publicity
from huajie.assistance.models.referrals import Consent, ConsentWay, NeedKind, Referral, ReferralStep, Shared
from huajie.assistance.models.relatives import StaffRelative
from huajie.assistance.models.relief import (
    DelegatedLimit,
    EmergencyKind,
    EntryKind,
    FundEntry,
    Given,
    ReliefClock,
    ReliefClockChange,
    ReliefStep,
    ReserveFund,
    UrgentRelief,
)

__all__ = [
    "Application", "ApplicationClock", "ApplicationClockChange", "ApplicationMember", "ApplicationStep", "Asked", "Authorisation",
    "Certainty", "Claim", "ClaimClock", "ClaimClockChange", "ClaimStep", "Consent", "ConsentWay", "Decision", "DelegatedLimit",
    "EmergencyKind", "EntryKind", "Finding", "FundEntry", "Gift", "GiftKind", "Given", "Grant", "GrantClock", "GrantClockChange",
    "GrantStep", "InformationCheck", "MissingMaterial", "NeedKind", "Objection", "Organisation", "OrganisationStep", "Payment",
    "PaymentList", "Prospect", "ProspectState", "Publicity", "Referral", "ReferralStep", "ReliefClock", "ReliefClockChange",
    "ReliefStep", "ReserveFund", "Review", "Shared", "StaffRelative", "Statement", "Survey", "SurveyKind", "Sweep", "UrgentRelief",
    "Way",
]  # fmt: skip
