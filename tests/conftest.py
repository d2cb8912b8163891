"""Fixtures and rules for all tests: a browser, real data, and no silent skips in CI."""

import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import hypothesis
import pytest

from tests.kept_index import Kept
from tests.made_once import made_once
from tests.watch import Watch

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django import DjangoDbBlocker
    from pytest_django.live_server_helper import LiveServer

ROOT = Path(__file__).resolve().parent.parent
REAL_DATA = ROOT.parent / "shared" / "data"
IN_CI = os.environ.get("CI", "").lower() not in {"", "0", "false"}
CHROMIUM_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first is Chromium without what a window needs: half of the processor's time."""
CHROMIUM_FLAGS = (
    "--no-sandbox",  # root, as in CI, has none
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}

if not IN_CI:  # there hypothesis chooses a profile of its own: the same examples in every run
    hypothesis.settings.register_profile("laptop", deadline=None)  # a busy machine is no failure
    hypothesis.settings.load_profile("laptop")


class OpenPage(Protocol):
    """Opens a page in a fresh browser profile: `open_page(width=360, script=False)`."""

    def __call__(self, *, width: int = 1280, script: bool = True, dark: bool = False) -> "Page":
        """Give the page; its addresses may be relative (`page.goto("/")`)."""
        ...


def pytest_configure(config: pytest.Config) -> None:
    """Name the marker that `pytest_collection_modifyitems` gives."""
    config.addinivalue_line("markers", "database: uses the database; given to such tests by itself")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by the fixtures they use, and put the browser's tests last."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if "browser" in fixtures:
            item.add_marker("browser")
        if "real_data" in fixtures:
            item.add_marker("real_data")
        if uses_database(item):
            item.add_marker("database")
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


def uses_database(item: pytest.Item) -> bool:
    """Tell whether a test may touch the database, itself or through a fixture."""
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & DATABASE_FIXTURES)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a skip is a failure, but for tests that read data from beside the project."""
    report = yield
    if IN_CI and item.get_closest_marker("real_data") is None:
        _fail_skipped(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """In CI a file that is skipped as a whole is a failure too."""
    report = yield
    if IN_CI:
        _fail_skipped(report)
    return report


def _fail_skipped(report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Nothing may be skipped in CI, but this was: {report.longrepr}"


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: "DjangoDbBlocker",
    worker_id: str,
) -> None:
    """Give each worker a copy of a database in which one of them ran the migrations."""
    from django.conf import settings  # noqa: PLC0415  # pytest-django chooses them first
    from django.db import connection  # noqa: PLC0415

    from tests.stored_rows import AfterMigrations, tables_now  # noqa: PLC0415  # needs the apps

    creation, ours = connection.creation, connection.settings_dict

    def use(name: str) -> None:
        connection.close()
        settings.DATABASES[connection.alias]["NAME"] = ours["NAME"] = name

    def migrate(directory: Path) -> None:
        if connection.vendor == "sqlite":
            ours["TEST"]["NAME"] = str(directory / "migrated.sqlite3")
        name = creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        connection.close()  # which brings what was written into the file
        (directory / "name").write_text(name)

    with django_db_blocker.unblock():
        migrated = made_once(request, f"database-{connection.vendor}", migrate) / "name"
        use(migrated.read_text())
        creation.clone_test_db(worker_id, verbosity=0)
        use(str(creation.get_test_db_clone_settings(worker_id)["NAME"]))
        AfterMigrations.tables = tables_now()


@pytest.fixture(autouse=True)
def _fresh_index(request: pytest.FixtureRequest) -> None:
    """Begin with the index of the rows that are there, not with one of rows that are gone."""
    if uses_database(request.node):
        from django.contrib.contenttypes.models import ContentType  # noqa: PLC0415

        from rapport.directory import indexing  # noqa: PLC0415  # needs Django's apps

        indexing._Current.live = Kept.live
        if Kept.live is None:  # whoever came before may have left other rows
            ContentType.objects.clear_cache()


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Give the directory of real data beside the project; without it the test is skipped."""
    if not REAL_DATA.is_dir():
        pytest.skip(f"the real data are not at {REAL_DATA}")
    return REAL_DATA


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Start Debian's Chromium, once for the session."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # half a second

    chromium = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if chromium is None:
        pytest.skip(f"NO BROWSER: none of {', '.join(CHROMIUM_NAMES)} is installed")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright leaves an event loop running in this thread, where Django would then refuse
        # every query. Nothing of ours is asynchronous, so there is no danger in it.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(
            executable_path=chromium, args=list(CHROMIUM_FLAGS), timeout=60_000
        )
        yield browser
        browser.close()


@pytest.fixture
def watch(live_server: "LiveServer") -> Watch:
    """Give the record of what the pages of this test did: end with `watch.assert_clean()`."""
    return Watch(live_server.url)


@pytest.fixture
def open_page(browser: "Browser", live_server: "LiveServer", watch: Watch) -> Iterator[OpenPage]:
    """Give the function that opens pages of the live server, each watched by `watch`."""

    def open_page(*, width: int = 1280, script: bool = True, dark: bool = False) -> "Page":
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
            locale="en-US",
        )
        context.set_default_timeout(15_000)  # a slow machine is no failure
        watch.follow(context)
        return context.new_page()

    yield open_page
    for context in watch.contexts:
        context.close()
