"""The catalogues of texts: `extract` collects them from the source, `compile` makes them usable, `check` finds what is missing."""

import argparse
import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parent.parent / "src" / "huajie"
LANGUAGES = ("zh_Hans", "en")
HOMELESS = {"cli", "demo", "linkage", "rules"}  # rooms that are no Django apps: their texts lie with the composition root
OWN_CATALOGUE = (Path("intake/reading"),)  # folders inside a room that keep their texts themselves
PLURAL_FORMS = {"zh_Hans": "nplurals=1; plural=0;", "en": "nplurals=2; plural=(n != 1);"}
LAZY = {f"{name}_lazy": spec for name, spec in DEFAULT_KEYWORDS.items()}
# Beside a Chinese character stands the full-width mark (GB/T 15834).
HALF_WIDTH = re.compile(r"(?<=[\u3400-\u9fff”》）])[,:;?!(]|[,:;?!)](?=[\u3400-\u9fff“《（])")
KEYWORDS = {**DEFAULT_KEYWORDS, **LAZY, "gettext_noop": None, "_l": None}  # `_l`: gettext_lazy beside gettext in one file


def home_of(file: Path) -> Path:
    """The folder, beneath the package, whose catalogue holds the texts of a file."""
    inside = file.relative_to(SOURCE)
    own = next((folder for folder in OWN_CATALOGUE if inside.is_relative_to(folder)), None)
    room = Path(inside.parts[0])
    return own or (Path("config") if str(room) in HOMELESS else room)


def source_files() -> Iterator[Path]:
    """Everything that can hold a text: source and templates, without tests and migrations."""
    apart = {"tests", "migrations", "static", "data"}
    for file in sorted(SOURCE.rglob("*")):
        is_template = file.suffix in {".html", ".txt"} and {"templates", "jinja2"} & set(file.parts)
        if (file.suffix == ".py" or is_template) and not apart & set(file.parts):
            yield file


def texts_of(file: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """The texts of one file with their contexts; one of Django's templates is first turned into calls of gettext."""
    source = file.read_text(encoding="utf-8")
    is_jinja = "jinja2" in file.parts
    if file.suffix != ".py" and not is_jinja:
        source = "\n".join(line.lstrip() for line in templatize(source).splitlines())
    for _, text, _, context in extract("jinja2" if is_jinja else "python", io.BytesIO(source.encode()), keywords=KEYWORDS):
        yield text, context


def collected() -> dict[Path, Catalog]:
    """What the source says now: one template catalogue for each folder that holds texts."""
    catalogues: dict[Path, Catalog] = {}
    for file in source_files():
        for text, context in texts_of(file):
            catalogue = catalogues.setdefault(home_of(file), Catalog())
            catalogue.add(text, locations=[(str(file.relative_to(SOURCE)), 0)], context=context)
    return catalogues


def po_file(home: Path, language: str) -> Path:
    return SOURCE / home / "locale" / language / "LC_MESSAGES" / "django.po"


def read(file: Path, language: str) -> Catalog:
    """A catalogue as it lies in the house; an empty one if there is none yet."""
    if not file.exists():
        return Catalog(locale=language)
    with file.open("rb") as stream:
        return read_po(stream, locale=language)


def brought_up_to_date(template: Catalog, known: Catalog, language: str) -> Catalog:
    """The texts of the source with the translations that are known; English says what the source says."""
    updated = Catalog(locale=language)
    for message in _texts(template):
        old = known.get(message.id, context=message.context)
        text = message.id if language == "en" else (old.string if old and old.pluralizable == message.pluralizable else "")
        updated.add(message.id, text, locations=sorted({(place, 0) for place, _ in message.locations}), context=message.context)
    return updated


def write(catalogue: Catalog, file: Path, language: str) -> None:
    """Without dates and line numbers, so that a change shows only what changed."""
    header = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Language: {language}\\n"\n"Plural-Forms: {PLURAL_FORMS[language]}\\n"\n\n'
    )
    body = io.BytesIO()
    write_po(body, catalogue, width=120, omit_header=True, sort_by_file=False, include_lineno=False)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(header + body.getvalue().decode().strip() + "\n", encoding="utf-8")


def run_extract(rooms: list[str]) -> int:
    """Bring the catalogues of some rooms (all, if none is named) up to date."""
    for home, template in collected().items():
        if not rooms or str(home) in rooms:
            for language in LANGUAGES:
                file = po_file(home, language)
                write(brought_up_to_date(template, read(file, language), language), file, language)
    return 0


def run_compile() -> int:
    """Write the .mo beside every .po."""
    for file in SOURCE.rglob("django.po"):
        with file.with_suffix(".mo").open("wb") as stream:
            write_mo(stream, read(file, file.parent.parent.name))
    return 0


def faults() -> Iterator[str]:
    """What a reader would stumble over: texts without translation, unsure ones, translations of nothing, wrong marks, clashes."""
    templates = collected()
    for language in LANGUAGES:
        known = {home: read(po_file(home, language), language) for home in templates}
        for home, template in templates.items():
            yield from _faults_of(template, known[home], f"{home}/{language}")
        yield from (f"{language}: {clash}" for clash in clashes({str(home): catalogue for home, catalogue in known.items()}))


def clashes(rooms: Mapping[str, Catalog]) -> Iterator[str]:
    """Texts that rooms word differently. Django merges all catalogues into one: one of the rooms would show the other's words."""
    wordings: defaultdict[tuple[str, str | None], defaultdict[tuple[str, ...], list[str]]] = defaultdict(lambda: defaultdict(list))
    for room, catalogue in rooms.items():
        for message in filter(_is_translated, _texts(catalogue)):
            wordings[str(message.id), message.context][_strings(message)].append(room)
    for (text, context), rooms_of in wordings.items():
        if len(rooms_of) > 1:
            told = "; ".join(f"{' / '.join(strings)} in {', '.join(names)}" for strings, names in rooms_of.items())
            yield f"worded differently: {text!r}{f' ({context})' if context else ''}: {told}"


def _faults_of(template: Catalog, known: Catalog, where: str) -> Iterator[str]:
    for message in _texts(template):
        found = known.get(message.id, context=message.context)
        if found is None or not _is_translated(found):
            yield f"{where}: missing: {message.id!r}"
        elif found.fuzzy:
            yield f"{where}: fuzzy: {message.id!r}"
        elif any(HALF_WIDTH.search(string) for string in _strings(found)):
            yield f"{where}: half-width punctuation: {message.id!r}"
    for message in _texts(known):
        if template.get(message.id, context=message.context) is None:
            yield f"{where}: obsolete: {message.id!r}"
    yield from (f"{where}: obsolete: {text!r}" for text in known.obsolete)


def run_check() -> int:
    """Print every fault; fail if there is one."""
    found = list(faults())
    sys.stdout.write("\n".join([*found, f"{len(found)} faults in the catalogues"]) + "\n")
    return 1 if found else 0


def _texts(catalogue: Catalog) -> Iterator[Message]:
    """The entries without the header."""
    return (message for message in catalogue if message.id)


def _is_translated(message: Message) -> bool:
    return all(_strings(message))


def _strings(message: Message) -> tuple[str, ...]:
    """What a message says, in each of its plural forms."""
    return tuple(message.string) if isinstance(message.string, tuple | list) else (message.string or "",)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    extract_command = commands.add_parser("extract", help="collect the texts into the catalogues, keeping translations")
    extract_command.add_argument("rooms", nargs="*", help="only these, such as intake or intake/reading")
    commands.add_parser("compile", help="write the .mo files")
    commands.add_parser(
        "check", help="fail on missing, fuzzy or obsolete entries, half-width Chinese punctuation and two wordings of one text"
    )
    arguments = parser.parse_args()
    if arguments.command == "extract":
        return run_extract(arguments.rooms)
    return run_compile() if arguments.command == "compile" else run_check()


if __name__ == "__main__":
    sys.exit(main())
