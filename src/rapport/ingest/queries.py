"""The one door to runs of imports and to uploads that wait for their next step."""

from collections.abc import Iterable, Iterator

from rapport.ingest.models import ImportRun, RosterUpload


def applied_run(pk: int) -> ImportRun | None:
    """Give an import that was applied."""
    return ImportRun.objects.filter(pk=pk, state=ImportRun.State.APPLIED).first()


def latest_applied_run(source_slug: str) -> ImportRun | None:
    """Give the last import of a source."""
    runs = ImportRun.objects.filter(source_slug=source_slug, state=ImportRun.State.APPLIED)
    return runs.order_by("-pk").first()


def upload_of(user_pk: int | None, pk: int) -> RosterUpload | None:
    """Give an upload if it is this person's own."""
    return RosterUpload.objects.filter(pk=pk, by_id=user_pk).first()


def uploads_of(user_pk: int | None) -> Iterable[RosterUpload]:
    """Give a person's uploads, the last first."""
    return RosterUpload.objects.filter(by_id=user_pk).order_by("-pk")


def unmatched_values() -> Iterator[tuple[str, str, str, int]]:
    """Give the values that the latest import of each source did not know, with how often."""
    latest: dict[str, ImportRun] = {}
    for run in ImportRun.objects.filter(state=ImportRun.State.APPLIED).order_by("pk"):
        latest[run.source_slug] = run
    for slug, run in sorted(latest.items()):
        for one in run.report.get("unmatched", []):
            yield slug, one["column"], one["value"], one["count"]
