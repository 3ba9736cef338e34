"""How far the matters of the demo are that its staff work on, and how many days each part took."""

from dataclasses import dataclass

STAGES = ("accept", "assign", "start", "resolve", "confirm", "follow_up", "archive")
UNTIL_DUE = -1
"""In place of the last days: as many as leave no more than three working days."""
TOWN = "town"
"""In place of a unit: the office of the town where it happened."""


@dataclass(frozen=True, slots=True)
class Course:
    """So many matters of a kind, led by a unit: one stage after the other, each with the days after it; then something that ends it."""

    count: int
    kind: str
    unit: str
    days: tuple[int, ...]
    then: str = ""

    @property
    def stages(self) -> tuple[str, ...]:
        return STAGES[: len(self.days)]


COURSES = (
    # accepted, and nobody leads
    Course(4, "dispute", "sfj", (1,)),
    Course(3, "hardship", "mzj", (1,)),
    Course(3, "petition", "xfj", (2,)),
    Course(1, "petition", "xfj", (1,), "report"),
    # assigned, and not signed for; sent back
    Course(4, "hardship", "mzj", (2, 1)),
    Course(2, "hardship", "mzj", (2, 5)),
    Course(3, "hardship", "rsj", (2, 1)),
    Course(3, "dispute", "rsj", (1, 0)),
    Course(4, "dispute", TOWN, (2, 1)),
    Course(1, "hardship", "mzj", (2, 2), "return"),
    # in progress: on the way, due soon, overdue, silent, suspended, with more time asked for
    Course(8, "hardship", "mzj", (1, 1, 10)),
    Course(7, "dispute", "sfj", (2, 1, 14)),
    Course(7, "dispute", TOWN, (1, 2, 18)),
    Course(5, "petition", "xfj", (1, 1, 12)),
    Course(3, "dispute", "rsj", (1, 2, 21)),
    Course(5, "hardship", "mzj", (2, 1, UNTIL_DUE)),
    Course(4, "dispute", TOWN, (1, 2, UNTIL_DUE)),
    Course(2, "petition", "xfj", (1, 1, UNTIL_DUE)),
    Course(4, "hardship", "mzj", (2, 2, 55)),
    Course(4, "dispute", TOWN, (2, 3, 66)),
    Course(4, "dispute", "sfj", (1, 2, 38), "silence"),
    Course(4, "hardship", "mzj", (2, 1, 29), "silence"),
    Course(1, "hardship", "mzj", (1, 1, 9), "suspend"),
    Course(1, "hardship", "mzj", (1, 1, 24), "extend"),
    # resolved, and not yet confirmed; one of them objected to
    Course(4, "dispute", "sfj", (1, 2, 20, 3)),
    Course(4, "hardship", "mzj", (1, 1, 16, 4)),
    Course(2, "petition", "xfj", (2, 1, 25, 6)),
    Course(1, "hardship", "mzj", (1, 1, 20, 5), "object"),
    # confirmed, followed up, archived
    Course(3, "dispute", TOWN, (1, 2, 24, 4, 12)),
    Course(3, "hardship", "mzj", (1, 1, 18, 3, 31)),
    Course(3, "dispute", "sfj", (2, 1, 21, 4, 91, 3)),
    Course(2, "hardship", "mzj", (1, 2, 15, 5, 91, 8)),
    Course(3, "dispute", TOWN, (1, 1, 19, 3, 91, 2, 20)),
    Course(2, "hardship", "mzj", (1, 1, 22, 2, 91, 4, 10)),
)
