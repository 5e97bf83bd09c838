"""Joins words."""


def words(*parts):
    return " ".join(parts)
