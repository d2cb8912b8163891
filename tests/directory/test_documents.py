"""What the index is told of a listing is what its rows say, however they were read."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db.models import F

from rapport.demo.seed import seed_demo
from rapport.directory.documents import (
    MEDICAID,
    NOT_APPLICABLE,
    document_of,
    indexed,
    state_programmes,
)
from rapport.directory.index_file import documents
from rapport.directory.models import Listing
from rapport.directory.models.listing import UNANSWERED_DAYS
from rapport.directory.queries import load_listings
from rapport.licensure import LicenceHeld, Standing, may_see
from rapport.matching import (
    EVERYWHERE,
    Aspect,
    Document,
    Emphasis,
    Fact,
    Meeting,
    Office,
    Opening,
    OpeningState,
    SourceKind,
    TermUse,
)
from rapport.matching.freshness import PRECEDENCE
from rapport.operator.queries import operators_today
from rapport.places import JURISDICTIONS, Point
from rapport.vocabulary.queries import load_vocabulary
from rapport.vocabulary.snapshot import Vocabulary
