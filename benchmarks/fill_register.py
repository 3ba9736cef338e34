"""Registers made-up people, their households and some matters in the register of HUAJIE_HOME, through the ordinary services."""

import argparse

import django

django.setup()

from filling import fill  # noqa: E402  (models can be imported only after setup)
from registers import DISTRICT, VILLAGES  # noqa: E402

from huajie.demo.places import places_of  # noqa: E402
from huajie.demo.population import made_population  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    asked = parser.parse_args()
    fill(made_population(places_of(DISTRICT, VILLAGES), asked.people, asked.seed), asked.seed)


if __name__ == "__main__":
    main()
