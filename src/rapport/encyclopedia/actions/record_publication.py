"""Write the public history when a changed text is published."""

from typing import Any

from rapport.encyclopedia.models.article import Article
from rapport.encyclopedia.models.change import PublishedChange
from rapport.operator.queries import operators_today

FIRST = "First published."


def record_publication(article: Article, why: str, user: Any = None) -> PublishedChange | None:
    """Note what was published, and why; the same text published again is no change."""
    latest = PublishedChange.objects.filter(article_id=article.pk).first()
    text_hash = article.content_hash
    if latest and latest.content_hash == text_hash:
        return None
    today = operators_today()
    Article.objects.filter(pk=article.pk).update(updated_on=today)
    return PublishedChange.objects.create(
        article_id=article.pk,
        published_on=today,
        why=why.strip() or FIRST,
        by_name=user.name if user else "",
        user=user,
        content_hash=text_hash,
    )
