"""Reads any Chinese Excel list into typed rows, every row accounted for. Plain Python: no models, no database."""
