"""`huajie worker`: the background work alone, for installations that run it apart from the pages."""

import argparse

from django.core.management import call_command

from huajie.api.tasks import take_up
from huajie.assistance.tasks import keep_releasing, keep_sweeping
from huajie.core.planner import look_at_tables
from huajie.intake.services.running import resume_stale
from huajie.intake.services.sweeping import sweep_files
from huajie.matters.services.learning import learn_if_due
from huajie.papers.services import sweep_templates


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None are needed."""


def run(asked: argparse.Namespace) -> int:
    """Take up what was left, then wait for work until stopped."""
    look_at_tables()
    sweep_files()
    sweep_templates()
    resume_stale()
    learn_if_due()
    take_up()
    keep_sweeping()
    keep_releasing()
    call_command("db_worker", interval=1)
    return 0
