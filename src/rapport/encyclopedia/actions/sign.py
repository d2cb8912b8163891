"""Sign an article as reviewed."""

from typing import Any

from rapport.encyclopedia.models.article import Article
from rapport.encyclopedia.models.review import Signature
from rapport.operator.queries import operators_today


def sign_article(article: Article, *, name: str, credential: str, user: Any = None) -> Signature:
    """Store that a named person read exactly this text and these references today."""
    return Signature.objects.create(
        article_id=article.pk,
        content_hash=article.content_hash,
        name=name.strip(),
        credential=credential.strip(),
        signed_on=operators_today(),
        user=user,
    )
