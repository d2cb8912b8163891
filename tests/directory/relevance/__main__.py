"""Print whom to judge: `python -m tests.directory.relevance ID [ID ...]`."""

import os
import sys

import django


def main() -> None:
    """Print the pools of the queries that are named."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from tests.directory.relevance.pool import pools  # noqa: PLC0415  # needs Django's apps

    for line in pools(sys.argv[1:]):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
