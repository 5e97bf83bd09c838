"""Makes a greeting out of a name."""

from weir_sample_base import words


def greeting(name):
    return words("Good day,", name)
