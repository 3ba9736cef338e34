"""Clients in a process of their own: so many at once ask the same kind of question for some seconds; told as one line of JSON.

Reads the task as JSON from its input: kind, clients, seconds, host, port, the number of the first request, and what a reader brings along.
"""

import http.client
import json
import sys
import threading
import time
from collections.abc import Callable
from itertools import count
from typing import Any
from urllib.parse import quote

from asked import API_LISTS, PAGES, body_of_create, body_of_move, searches

Question = tuple[str, str, bytes, dict[str, str]]
Ask = Callable[[int], Question | None]


def asker(task: dict[str, Any]) -> Ask:
    """The method, path, body and headers of request number n; None: there is nothing more to ask for."""
    reader, kind = task["reader"], task["kind"]
    cookie = {"Cookie": f"sessionid={reader['session']}", "Accept-Encoding": "gzip"}
    token = {"Authorization": f"Bearer {reader['token']}", "Content-Type": "application/json"}
    if kind == "create":
        return lambda number: (
            "POST",
            "/api/matters",
            _json(body_of_create(reader["village"], number, reader["name"])),
            token | _key(kind, number),
        )
    if kind == "move":
        refs = reader["movable"]
        headers = token | {"If-Match": "*"}
        paths = [f"/api/matters/{ref}/moves" for ref in refs]
        return lambda number: ("POST", paths[number], _json(body_of_move()), headers | _key(kind, number)) if number < len(paths) else None
    if kind in {"api_list", "api_detail"}:
        asked = API_LISTS if kind == "api_list" else tuple(f"/api/matters/{ref}" for ref in reader["refs"])
        return lambda number: ("GET", asked[number % len(asked)], b"", token)
    pages = {"list": PAGES, "search": searches(), "detail": tuple(f"/matters/{ref}/" for ref in reader["refs"])}[kind]
    return lambda number: ("GET", quote(pages[number % len(pages)], safe="/?=&"), b"", cookie)


def _json(body: dict[str, Any]) -> bytes:
    return json.dumps(body).encode()


def _key(kind: str, number: int) -> dict[str, str]:
    return {"Idempotency-Key": f"{kind}-{number}"}


def work(task: dict[str, Any], ask: Ask, numbers: "count[int]", until: float, taken: list[float], refused: list[str]) -> None:
    """Ask again and again until the time is over."""
    connection = http.client.HTTPConnection(task["host"], task["port"], timeout=60)
    while time.perf_counter() < until and (question := ask(next(numbers))):
        method, path, body, headers = question
        begun = time.perf_counter()
        try:
            connection.request(method, path, body or None, headers)
            response = connection.getresponse()
            said = response.read()
        except (http.client.HTTPException, OSError):  # the server closed a connection that was kept
            connection.close()
            continue
        if response.status >= 300:
            refused.append(f"{response.status} {path} {said[:200]!r}")
        else:
            taken.append(time.perf_counter() - begun)


def main() -> None:
    task = json.load(sys.stdin)
    ask, numbers = asker(task), count(task["first"])
    taken: list[float] = []
    refused: list[str] = []
    begun = time.perf_counter()
    arguments = (task, ask, numbers, begun + task["seconds"], taken, refused)
    threads = [threading.Thread(target=work, args=arguments) for _ in range(task["clients"])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps({"seconds": time.perf_counter() - begun, "taken": sorted(taken), "refused": refused[:3], "next": next(numbers)}))


if __name__ == "__main__":
    main()
