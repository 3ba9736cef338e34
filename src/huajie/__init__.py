"""Huajie: one register for every dispute, petition and family hardship of a district."""

__version__ = "0.1.0"
