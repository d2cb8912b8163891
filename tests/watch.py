"""What a page did in the browser that Rapport's pages must not do."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page, Request, Response

_STORED = """async () => [
    ...Object.keys(localStorage).map(key => `localStorage: ${key}`),
    ...Object.keys(sessionStorage).map(key => `sessionStorage: ${key}`),
    ...(await indexedDB.databases()).map(base => `indexedDB: ${base.name}`),
    ...(await caches.keys()).map(key => `cache: ${key}`),
]"""


@dataclass
class Watch:
    """Records, for all pages of one test, what breaks a promise; `assert_clean` says what did."""

    origin: str
    console_errors: list[str] = field(default_factory=list)
    csp_violations: list[str] = field(default_factory=list)
    foreign_requests: list[str] = field(default_factory=list)
    failed_requests: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list, repr=False)

    def follow(self, context: BrowserContext) -> None:
        """Begin to watch all pages of a browser context."""
        self.contexts.append(context)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.console_errors.append(str(error.error)))
        context.on("request", self._request)
        context.on("response", self._response)

    def cookies(self) -> list[str]:
        """Give the names of all cookies."""
        # Cookies of all contexts: a test may open the same page as two people.
        return [cookie["name"] for context in self.contexts for cookie in context.cookies()]

    def stored(self) -> list[str]:
        """Give everything in the browser's storage for the open pages, as `where: key`."""
        pages = [page for context in self.contexts for page in context.pages]
        return [entry for page in pages for entry in _stored_by(page)]

    def assert_clean(self, *, cookies: Collection[str] = (), stored: Collection[str] = ()) -> None:
        """Fail with everything that happened, but for the cookies and storage that are named."""
        # First what asks the browser: by its answer all earlier events have come in.
        stores = [entry for entry in self.stored() if entry not in stored]
        jar = [name for name in self.cookies() if name not in cookies]
        found = {
            "console errors": self.console_errors,
            "CSP violations": self.csp_violations,
            "requests to others": self.foreign_requests,
            "failed requests": self.failed_requests,
            "cookies": jar,
            "storage": stores,
        }
        broken = {what: entries for what, entries in found.items() if entries}
        assert not broken, f"The pages are not clean: {broken}"

    def _console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.csp_violations.append(message.text)
        elif message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.console_errors.append(message.text)

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"data", "blob", "about"}:
            return
        if f"{address.scheme}://{address.netloc}" != self.origin:
            self.foreign_requests.append(request.url)

    def _response(self, response: Response) -> None:
        """A page may answer 404 or 403 on purpose; what belongs to a page may not."""
        if (
            not response.ok
            and response.status >= 400
            and not response.request.is_navigation_request()
        ):
            self.failed_requests.append(f"{response.status} {response.url}")


def _stored_by(page: Page) -> list[str]:
    try:
        stored: Any = page.evaluate(_STORED)
    except Error:  # about:blank has no storage
        return []
    return [str(entry) for entry in stored]
