"""Says good day, with the help of weir-sample-lib."""

from weir_sample_lib import greeting


def main():
    print(greeting("reader"))
