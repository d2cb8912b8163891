"""Kill an import of the NPI registry at chosen statements and print what is there after it.

Started by `test_killed_registry.py` as a process of its own: DATABASE FIRST SECOND PL. Prints one
JSON object before, one of an undisturbed run, and two for each place: killed, and completed.
"""

import json
import os
import sys
from pathlib import Path

from tests.ingest.killed_import import counted, kill_everywhere


def show() -> None:
    """Print every entry by its NPI, without times of writing."""
    from rapport.ingest.models import RegistryEntry  # noqa: PLC0415

    rows = {row["npi"]: row for row in RegistryEntry.objects.values()}
    print(json.dumps(rows, default=str, sort_keys=True), flush=True)  # noqa: T201


def main(template: Path, first: Path, second: Path, pl: Path) -> None:
    """Kill and repeat."""
    os.environ |= {"RAPPORT_DATA_DIR": str(template.parent), "RAPPORT_DEMO": "1"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "rapport.settings"
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from rapport.ingest import registry_load  # noqa: PLC0415
    from rapport.ingest.nppes import SideFiles, import_nppes  # noqa: PLC0415
    from rapport.vocabulary.sync import sync_vocabulary  # noqa: PLC0415
    from tests.ingest.rosters import few_schemes  # noqa: PLC0415

    registry_load.BATCH = 20  # several transactions in a small file

    def prepare() -> None:
        call_command("migrate", verbosity=0)
        sync_vocabulary(few_schemes())
        import_nppes([first])

    def whole() -> None:
        import_nppes([second], SideFiles(pl=pl))

    counted(template, None, prepare)
    kill_everywhere(template, whole, show)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:5]))
