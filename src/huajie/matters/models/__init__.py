"""The tables of the case file, one file an idea."""

from huajie.matters.models.clocks import ExtensionRequest, MatterClock, MatterClockChange
from huajie.matters.models.closing import CallBack, CallBackKind, Confirmation, ConfirmedBy, FollowUp, Outcome, OutcomeKind, Review
from huajie.matters.models.codes import PhoneCode
from huajie.matters.models.leader_lists import LeaderCase, LeaderList, LeaderStep
from huajie.matters.models.leaders import LeaderLevel, LeaderNode
from huajie.matters.models.matter import (
    FAR,
    Channel,
    Kind,
    Matter,
    MatterMerge,
    MatterToken,
    Party,
    PartyRole,
    PetitionClass,
    PetitionRoute,
    Telling,
    Withholding,
)
from huajie.matters.models.notices import Notice, ServedBy
from huajie.matters.models.routes import CategoryRoute, Handover, HandoverDuty, HandoverState
from huajie.matters.models.steps import Step
from huajie.matters.models.teams import Leave, Recusal, Team, TeamMember
from huajie.matters.models.work import PROVING, Attachment, CaseNote, NoteKind, Task
from huajie.matters.models.worklists import BulkAct, BulkRun, SavedFilter

__all__ = [
    "FAR",
    "PROVING",
    "Attachment",
    "BulkAct",
    "BulkRun",
    "CallBack",
    "CallBackKind",
    "CaseNote",
    "CategoryRoute",
    "Channel",
    "Confirmation",
    "ConfirmedBy",
    "ExtensionRequest",
    "FollowUp",
    "Handover",
    "HandoverDuty",
    "HandoverState",
    "Kind",
    "LeaderCase",
    "LeaderLevel",
    "LeaderList",
    "LeaderNode",
    "LeaderStep",
    "Leave",
    "Matter",
    "MatterClock",
    "MatterClockChange",
    "MatterMerge",
    "MatterToken",
    "NoteKind",
    "Notice",
    "Outcome",
    "OutcomeKind",
    "Party",
    "PartyRole",
    "PetitionClass",
    "PetitionRoute",
    "PhoneCode",
    "Recusal",
    "Review",
    "SavedFilter",
    "ServedBy",
    "Step",
    "Task",
    "Team",
    "TeamMember",
    "Telling",
    "Withholding",
]
