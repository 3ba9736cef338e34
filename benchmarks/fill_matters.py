"""Fills the register of HUAJIE_HOME with made-up matters, each as far as benchmarks/lives.py says, with everything that hangs on one.

People, households, matters, tellings, parties, tokens and search texts are made by the services that make them for a list. What happened
afterwards (steps, clocks, hand-overs, teams, notes, notices, outcomes) is written in bulk, in the shape in which the moves leave it.
"""

import argparse
from itertools import islice
from random import Random

import django

django.setup()

from district import made_office  # noqa: E402
from django.db import connection, transaction  # noqa: E402  (models can be imported only after setup)
from filling import SOURCE, fill_people  # noqa: E402
from living import Desk, write_chunk  # noqa: E402
from multiplying import multiply  # noqa: E402
from registers import DISTRICT, VILLAGES  # noqa: E402

from huajie.demo.matters import made_matters  # noqa: E402
from huajie.demo.places import places_of  # noqa: E402
from huajie.demo.population import made_population  # noqa: E402

CHUNK = 5000
MATTERS_A_PERSON = 4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--matters", type=int, required=True, help="made one by one")
    parser.add_argument("--times", type=int, default=1, help="how often what was made stands in the register")
    parser.add_argument("--seed", type=int, default=3)
    asked = parser.parse_args()
    population = made_population(places_of(DISTRICT, VILLAGES), asked.matters // MATTERS_A_PERSON, asked.seed)
    keys = fill_people(population)
    desk = Desk.of(made_office(DISTRICT), Random(f"lives {asked.seed}"))
    matters = islice(made_matters(population, Random(f"fill {asked.seed}")), asked.matters)
    while chunk := list(islice(matters, CHUNK)):
        with transaction.atomic():
            write_chunk(chunk, keys, desk, SOURCE)
    multiply(asked.times)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    main()
