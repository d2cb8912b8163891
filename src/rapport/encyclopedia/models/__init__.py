"""Articles, who signed them, what changed in them."""

from rapport.encyclopedia.models.article import (
    ApproachArticle,
    Article,
    ConcernArticle,
    Encyclopedia,
    GuideArticle,
    PracticeArticle,
    ResourceArticle,
    TermArticle,
)
from rapport.encyclopedia.models.change import PublishedChange
from rapport.encyclopedia.models.former_address import FormerAddress
from rapport.encyclopedia.models.review import ClinicalReview, Signature

__all__ = [
    "ApproachArticle",
    "Article",
    "ClinicalReview",
    "ConcernArticle",
    "Encyclopedia",
    "FormerAddress",
    "GuideArticle",
    "PracticeArticle",
    "PublishedChange",
    "ResourceArticle",
    "Signature",
    "TermArticle",
]
