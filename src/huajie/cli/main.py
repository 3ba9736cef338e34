"""`huajie`: finds the command, sets the program up, runs it, and says in one line what went wrong."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Protocol, cast

import django
from django.db import DatabaseError
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huajie.cli.terminal import remark, say
from huajie.config.home import open_home
from huajie.core.errors import Refused
from huajie.core.faults import trace_of

COMMANDS = {
    "init": ("huajie.cli.init", gettext_lazy("make the home folder ready: database, areas, first staff; --demo fills it")),
    "serve": ("huajie.cli.serve", gettext_lazy("serve the pages and work in the background")),
    "worker": ("huajie.cli.worker", gettext_lazy("work in the background only")),
    "lists import": ("huajie.cli.lists_import", gettext_lazy("bring lists into the register")),
    "lists lineage": ("huajie.cli.lists_lineage", gettext_lazy("tell from which rows a record comes")),
    "clocks explain": ("huajie.cli.clocks_explain", gettext_lazy("tell on which day a statutory limit ends, day by day")),
    "clocks list": ("huajie.cli.clocks_list", gettext_lazy("name every duty that has a limit")),
    "programmes list": ("huajie.cli.programmes_list", gettext_lazy("name every programme of aid")),
    "programmes explain": ("huajie.cli.programmes_explain", gettext_lazy("tell what a household may be entitled to, and why")),
    "programmes adopt": ("huajie.cli.programmes_adopt", gettext_lazy("let the rules of aid go by your own city's numbers")),
    "programmes sweep": ("huajie.cli.programmes_sweep", gettext_lazy("find who may be entitled to aid and has not applied")),
    "programmes whatif": ("huajie.cli.programmes_whatif", gettext_lazy("tell what another number of the rules would mean and cost")),
    "areas load": ("huajie.cli.areas_load", gettext_lazy("load the towns and villages of a district")),
    "staff add": ("huajie.cli.staff_add", gettext_lazy("add somebody who may sign in, and post them")),
    "audit verify": ("huajie.cli.audit_verify", gettext_lazy("check that nobody changed the record of acts")),
    "keys renew": ("huajie.cli.keys_renew", gettext_lazy("encrypt everything anew under a fresh key")),
}

FAILED, WRONG_USE, INTERRUPTED = 1, 2, 130


class Command(Protocol):
    """A command's module."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """What may follow the command's name."""

    def run(self, asked: argparse.Namespace) -> int:
        """Do it; the result is the exit code."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. 0: done; 1: refused or incomplete; 2: not understood."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huajie.config.settings")
    django.setup()
    given = list(sys.argv[1:] if arguments is None else arguments)
    with translation.override(_language()):
        name, rest = _command(given)
        if not name:
            _print_help()
            return 0 if not given or given[0] in {"-h", "--help"} else WRONG_USE
        return _run(name, rest)


def _run(name: str, rest: list[str]) -> int:
    module, purpose = COMMANDS[name]
    command = cast(Command, importlib.import_module(module))
    parser = argparse.ArgumentParser(prog=f"huajie {name}", description=str(purpose))
    command.add_arguments(parser)
    asked = parser.parse_args(rest)
    try:
        open_home()
        return command.run(asked)
    except Refused as refusal:
        return _fail(str(refusal.message))
    except DatabaseError as error:
        # the error's own text may quote values
        return _fail(
            _("The database refuses (%(kind)s). Run `huajie init` first, and check HUAJIE_DATABASE_URL.") % {"kind": type(error).__name__}
        )
    except BrokenPipeError:
        return FAILED
    except Exception as error:
        remark("\n".join(trace_of(error)))
        return _fail(_("This is a fault of the program. The lines above say where, and hold nobody's data: please report them."))
    except KeyboardInterrupt:
        remark(_("Stopped. Run the same command again: it goes on where it stopped."))
        return INTERRUPTED


def _fail(sentence: str) -> int:
    remark(f"huajie: {sentence}")
    return FAILED


def _command(given: list[str]) -> tuple[str, list[str]]:
    """The command of one or two words, and what follows it."""
    for words in (2, 1):
        name = " ".join(given[:words])
        if name in COMMANDS:
            return name, given[words:]
    return "", given


def _language() -> str:
    """Chinese, unless the terminal's language is set to another one that Huajie speaks."""
    wanted = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if wanted.lower().startswith("en") else "zh-hans"


def _print_help() -> None:
    say(_("huajie COMMAND …   one register for every dispute, petition and hardship of a district"))
    say()
    for name, (_module, purpose) in COMMANDS.items():
        say(f"  huajie {name:<18} {purpose}")
    say()
    say(_("huajie COMMAND --help says more. Everything written lies under HUAJIE_HOME (default ./var)."))
