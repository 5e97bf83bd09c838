"""Holds nothing: what matters is setup.py."""
