"""The feed of new and changed articles."""

from datetime import UTC, datetime, time

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rapport.encyclopedia.queries import latest_changes
from rapport.encyclopedia.records import LatestChange
from rapport.operator.queries import operator_settings


class ArticleFeed(Feed[LatestChange, None]):
    """Atom (RFC 4287): what was published last, with the reason for the change."""

    feed_type = Atom1Feed

    def title(self) -> str:
        """Name the encyclopedia by its site."""
        return _("%(site)s: new and changed articles") % {"site": operator_settings().name}

    def link(self) -> str:
        """Give the encyclopedia's front page."""
        return reverse("learn")

    def items(self) -> list[LatestChange]:
        """Give the latest thirty changes."""
        return latest_changes(get_language() or "en")

    def item_title(self, item: LatestChange) -> str:
        """Give the article's title."""
        return item.title

    def item_description(self, item: LatestChange) -> str:
        """Say what the article is about, and what changed."""
        return f"{item.definition} {item.why}"

    def item_link(self, item: LatestChange) -> str:
        """Give the article's address."""
        return reverse("article", args=[item.slug])

    def item_guid(self, item: LatestChange) -> str:
        """Name the entry by article and change."""
        return f"urn:rapport:article:{item.slug}:{item.pk}"

    def item_updateddate(self, item: LatestChange) -> datetime:
        """Give the day of the change."""
        return datetime.combine(item.on, time(), tzinfo=UTC)
