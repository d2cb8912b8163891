"""The one door to past imports."""

from collections.abc import Iterator

from rapport.ingest.models import ImportRun


def unmatched_values() -> Iterator[tuple[str, str, str, int]]:
    """Give the values that the latest import of each source did not know, with how often."""
    latest: dict[str, ImportRun] = {}
    for run in ImportRun.objects.filter(state=ImportRun.State.APPLIED).order_by("pk"):
        latest[run.source_slug] = run
    for slug, run in sorted(latest.items()):
        for one in run.report.get("unmatched", []):
            yield slug, one["column"], one["value"], one["count"]
