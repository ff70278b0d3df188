"""
Only where it is the program
============================

The part below the guard runs.
"""


def main():
    print("main runs as", __name__)


if __name__ == "__main__":
    main()
