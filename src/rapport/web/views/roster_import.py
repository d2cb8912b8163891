"""An operator brings a roster in, step by step: upload, columns, values, difference, load."""

import shlex
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rapport.ingest.column_profiles import profile_columns
from rapport.ingest.column_roles import Raw, change_roles, scheme_of
from rapport.ingest.guess import guess_mapping
from rapport.ingest.mapping_files import (
    find_mapping,
    mapping_as_written,
    read_mapping,
    saved_dir,
    write_mapping,
)
from rapport.ingest.models import RosterUpload
from rapport.ingest.problems import ImportRefused
from rapport.ingest.queries import applied_run, latest_applied_run, upload_of, uploads_of
from rapport.ingest.report import Report
from rapport.ingest.roster import import_roster
from rapport.ingest.tables import FileSpec, Table, open_table
from rapport.ingest.uploads import (
    file_of,
    forget_upload,
    keep_mapping,
    keep_upload,
    mapping_file_of,
    sweep_uploads,
)
from rapport.ingest.value_choices import best_separator, cells_of, decide, seen_values
from rapport.vocabulary.queries import load_vocabulary
from rapport.vocabulary.snapshot import in_language
from rapport.web.import_numbers import numbers_of
from rapport.web.roster_forms import ColumnsForm, UploadForm, ValuesForm

MAY_IMPORT = "ingest.add_importrun"
MOST_COLUMNS = 300
"""A page with more menus than this cannot be sent; wider files go through the command line."""

SHOWN = 200

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def for_importers(view: View[P]) -> View[P]:
    """Let in staff who may add imports; others sign in, or are refused."""

    @wraps(view)
    def checked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.has_perm(MAY_IMPORT):
            raise PermissionDenied("May not import")
        return view(request, *args, **kwargs)

    return cast("View[P]", admin.site.admin_view(checked))


@for_importers
@require_http_methods(["GET", "HEAD", "POST"])
def start_import(request: HttpRequest) -> HttpResponse:
    """Step 1: a file comes in, and its columns are guessed."""
    sweep_uploads()
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            upload = _uploaded(request, form)
            if upload:
                return redirect("import-columns", upload.pk)
    waiting = uploads_of(request.user.pk)
    return _page(request, "start", "Import a roster", form=form, waiting=waiting)


def _uploaded(request: HttpRequest, form: UploadForm) -> RosterUpload | None:
    """Keep a file with its draft; if it cannot be read, forget it and say why."""
    given = form.cleaned_data["file"]
    upload = keep_upload(given.name, given.chunks(), cast("int", request.user.pk))
    file = file_of(upload)
    field = "file"
    try:
        text, name = guess_mapping(file), file.name
        if form.cleaned_data["mapping"]:
            field = "mapping"
            path = find_mapping(form.cleaned_data["mapping"])
            read_mapping(path, load_vocabulary())
            text, name = path.read_text(encoding="utf-8-sig"), path.name
        raw = mapping_as_written(text, name)
        field = "file"
        table = _table(upload, raw)
        if len(table.header.names) > MOST_COLUMNS:
            raise ImportRefused(
                f"{file.name}: more than {MOST_COLUMNS} columns. Import it with the command "
                "`rapport import roster`."
            )
        keep_mapping(upload, raw)
    except ImportRefused as refused:
        forget_upload(upload)
        form.add_error(field, list(refused.problems))
        return None
    return upload


@for_importers
@require_http_methods(["GET", "HEAD", "POST"])
def import_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Step 2: what the roster is, and what each column is."""
    upload = _upload(request, pk)
    try:
        table = _table(upload, upload.mapping)
        profiles, rows = profile_columns(table)
    except ImportRefused as refused:
        return _broken(request, upload, refused)
    vocabulary = load_vocabulary()
    schemes = [
        (slug, in_language(scheme.label, "en")) for slug, scheme in vocabulary.schemes.items()
    ]
    form = ColumnsForm(request.POST or None, upload.mapping, table.header, profiles, schemes)
    if request.method == "POST" and form.is_valid():
        raw: Raw = upload.mapping
        change_roles(raw, table.header, form.roles())
        form.write_head(raw)
        for spec in raw.get("values", ()):
            if "separator" not in spec and not spec.get("map"):
                cells = cells_of(table, spec["column"])
                spec["separator"] = best_separator(cells, scheme_of(spec), vocabulary)
        keep_mapping(upload, raw)
        return redirect(_after(upload, -1))
    return _page(request, "columns", "Columns", upload=upload, form=form, rows=rows)


@for_importers
@require_http_methods(["GET", "HEAD", "POST"])
def import_values(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Step 3, once for every column of terms: what its values mean."""
    upload = _upload(request, pk)
    specs = upload.mapping.get("values", [])
    if number >= len(specs):
        return redirect("import-difference", upload.pk)
    spec = specs[number]
    vocabulary = load_vocabulary()
    try:
        cells = cells_of(_table(upload, upload.mapping), spec["column"])
    except ImportRefused as refused:
        return _broken(request, upload, refused)
    values = seen_values(cells, spec, vocabulary)
    separator = spec.get("separator", ",")
    scheme = scheme_of(spec)
    form = ValuesForm(request.POST or None, values, scheme, separator, vocabulary)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["separator"]
        is_split_anew = chosen != separator
        if is_split_anew:
            spec["separator"] = chosen
            spec.pop("todo", None)
        else:
            decide(spec, form.decisions())
        keep_mapping(upload, upload.mapping)
        if is_split_anew:
            return redirect("import-values", upload.pk, number)
        return redirect(_after(upload, number))
    title = f"Values of {spec['column']}"
    said = {"number": number + 1, "total": len(specs), "column": spec["column"]}
    return _page(request, "values", title, upload=upload, form=form, **said)


def _after(upload: RosterUpload, number: int) -> str:
    """Give the address of the page after the values of a column."""
    if number + 1 < len(upload.mapping.get("values", ())):
        return reverse("import-values", args=[upload.pk, number + 1])
    return reverse("import-difference", args=[upload.pk])


@for_importers
@require_http_methods(["GET", "HEAD", "POST"])
def import_difference(request: HttpRequest, pk: int) -> HttpResponse:
    """Step 4: what loading would change; and with the button it is changed."""
    upload = _upload(request, pk)
    withdraw = "withdraw" in request.POST
    try:
        write_mapping(upload.mapping, mapping_file_of(upload))
        if request.method != "POST":
            report = _imported(upload, is_dry_run=True)
            said = _report(report.as_json(SHOWN))
            said["is_draft"] = upload.mapping.get("status") != "published"
            return _page(request, "difference", "Difference", upload=upload, **said)
        report = _imported(upload, withdraw_missing=withdraw)
    except ImportRefused as refused:
        return _broken(request, upload, refused)
    write_mapping(upload.mapping, _saved_path(report.source))
    forget_upload(upload)
    run = latest_applied_run(report.source)
    return redirect("import-loaded", run.pk) if run else redirect("import-start")


def _imported(
    upload: RosterUpload, is_dry_run: bool = False, withdraw_missing: bool = False
) -> Report:
    mapping = str(mapping_file_of(upload))
    return import_roster(file_of(upload), mapping, is_dry_run, withdraw_missing)


@for_importers
@require_safe
def import_loaded(request: HttpRequest, pk: int) -> HttpResponse:
    """Step 5: what was changed, and how the next edition comes in by itself."""
    run = applied_run(pk)
    if run is None:
        raise Http404("no such import")
    path = _saved_path(run.source_slug)
    said: dict[str, Any] = {}
    if path.is_file():
        command = (
            f'rapport import roster FILE --mapping {shlex.quote(str(path))} --date "$(date +%F)"'
        )
        said = {"path": path, "command": command}
    return _page(request, "loaded", "Loaded", run=run, **said, **_report(run.report))


@for_importers
@require_POST
def import_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a file that is not wanted after all."""
    forget_upload(_upload(request, pk))
    return redirect("import-start")


def _upload(request: HttpRequest, pk: int) -> RosterUpload:
    upload = upload_of(request.user.pk, pk)
    if upload is None or not file_of(upload).is_file():
        raise Http404("no such upload")
    return upload


def _table(upload: RosterUpload, raw: Raw) -> Table:
    said = {str(name): value for name, value in (raw.get("file") or {}).items()}
    return open_table(file_of(upload), FileSpec.model_validate(said))


def _saved_path(slug: str) -> Path:
    return saved_dir() / f"{slug}.yaml"


def _report(report: dict[str, Any]) -> dict[str, Any]:
    """Give a report as a page shows it."""
    said = {"report": report, "numbers": numbers_of(report)}
    return {**said, "shown": SHOWN, "slice_shown": f":{SHOWN}"}


def _broken(request: HttpRequest, upload: RosterUpload, refused: ImportRefused) -> HttpResponse:
    """Say why the file or the mapping cannot be used; nothing was changed."""
    return _page(
        request, "refused", "This cannot be imported yet", upload=upload, problems=refused.problems
    )


def _page(request: HttpRequest, name: str, title: str, **said: Any) -> HttpResponse:
    form = said.get("form")
    has_errors = form is not None and bool(form.errors)
    context = {**admin.site.each_context(request), **said, "has_errors": has_errors}
    context["title"] = f"Error: {title}" if has_errors else title
    return render(request, f"admin/imports/{name}.html", context)
