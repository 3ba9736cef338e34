"""Which tests keep together in one process when several test beside each other, and which begin first."""

from xdist.scheduler import LoadScopeScheduling

TOGETHER = {"tests/browser/": "browser", "tests/contracts/test_single_sign_on.py": "single sign-on", "src/huajie/cli/tests/": "commands"}
LONGEST = ("tests/journeys/test_every_link.py", "src/huajie/intake/tests/test_withheld.py")


class ByWhatTheyShare(LoadScopeScheduling):  # type: ignore[misc]  # published without types
    """Tests that share a house or a home run in the process that made it, first of all; every other one wherever there is room.

    (The `loadgroup` of xdist 3.8 does so by marks, which it loses under pytest 9.2.)
    """

    def _split_scope(self, nodeid: str) -> str:
        return next((group for place, group in TOGETHER.items() if nodeid.startswith(place)), nodeid)
