"""Addresses of the pages for people."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import index as sitemap_index
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path

from rapport.web.article_feed import ArticleFeed
from rapport.web.sitemaps import SITEMAPS, robots
from rapport.web.views.about import about_the_data, ask_your_plan, how_we_order
from rapport.web.views.articles import (
    article,
    article_history,
    for_therapists,
    found_articles,
    learn,
    search_articles,
)
from rapport.web.views.errors import not_found, refused, server_error, unreadable
from rapport.web.views.find import advanced_search, filters, find, found
from rapport.web.views.home import favicon, home
from rapport.web.views.listing import (
    contact_card,
    listing,
    listing_by_id,
    report_mistake,
)
from rapport.web.views.operator import operator_logo, operator_style
from rapport.web.views.policies import accessibility, health_data, privacy, safety
from rapport.web.views.prompt import hide_prompt, show_prompt
from rapport.web.views.roster_import import (
    import_columns,
    import_difference,
    import_discard,
    import_loaded,
    import_values,
    start_import,
)
from rapport.web.views.self_checks import self_check, self_checks
from rapport.web.views.styleguide import styleguide
from rapport.web.views.topics import topic, topic_in_town, topics

PAGES = (
    path("", home, name="home"),
    path("find", find, name="find"),
    path("advanced-search", advanced_search, name="advanced-search"),
    path("find/filters", filters, name="all-filters"),
    path("find/<str:token>", found, name="found"),
    path("find/<str:token>/filters", filters, name="filters"),
    path("listings/<str:public_id>", listing_by_id, name="listing-by-id"),
    path("listings/<str:public_id>/contact.vcf", contact_card, name="contact-card"),
    path("listings/<str:public_id>/report", report_mistake, name="report-mistake"),
    path("listings/<str:public_id>/<slug:slug>", listing, name="listing"),
    path("topics", topics, name="topics"),
    path("learn", learn, name="learn"),
    path("learn/search", search_articles, name="search-articles"),
    path("learn/found/<str:token>", found_articles, name="found-articles"),
    path("learn/changes.atom", ArticleFeed(), name="article-feed"),
    path("learn/<slug:slug>", article, name="article"),
    path("learn/<slug:slug>/history", article_history, name="article-history"),
    path("for-therapists", for_therapists, name="for-therapists"),
    re_path(r"^(?P<kind>concerns|therapies)/(?P<slug>[a-z0-9-]+)$", topic, name="topic"),
    re_path(
        r"^(?P<kind>concerns|therapies)/(?P<slug>[a-z0-9-]+)/(?P<state>[a-z]{2})/(?P<town>[a-z0-9-]+)$",
        topic_in_town,
        name="topic-in-town",
    ),
    path("self-checks", self_checks, name="self-checks"),
    path("self-checks/<slug:slug>", self_check, name="self-check"),
    path("prompt/hide", hide_prompt, name="hide-prompt"),
    path("prompt/show", show_prompt, name="show-prompt"),
    path("how-we-order-results", how_we_order, name="how-we-order"),
    path("what-to-ask-your-plan", ask_your_plan, name="ask-your-plan"),
    path("about-the-data", about_the_data, name="about-the-data"),
    path("privacy", privacy, name="privacy"),
    path("consumer-health-data", health_data, name="health-data"),
    path("safety", safety, name="safety"),
    path("accessibility", accessibility, name="accessibility"),
)
"""Pages for people; in another language than the first they stand under its code: /es/find."""

IMPORTS = (
    path("admin/imports/", start_import, name="import-start"),
    path("admin/imports/<int:pk>/columns/", import_columns, name="import-columns"),
    path("admin/imports/<int:pk>/values/<int:number>/", import_values, name="import-values"),
    path("admin/imports/<int:pk>/difference/", import_difference, name="import-difference"),
    path("admin/imports/<int:pk>/discard/", import_discard, name="import-discard"),
    path("admin/imports/loaded/<int:pk>/", import_loaded, name="import-loaded"),
)
"""Pages for staff who bring rosters in; they stand before the administration's own."""

urlpatterns = [
    path("operator.css", operator_style, name="operator-style"),
    path("operator-logo.png", operator_logo, name="operator-logo"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap_index, {"sitemaps": SITEMAPS}, name="sitemap-index"),
    path(
        "sitemap-<section>.xml",
        sitemap,
        {"sitemaps": SITEMAPS},
        name="django.contrib.sitemaps.views.sitemap",
    ),
    path("favicon.ico", favicon),
    path("styleguide", styleguide, name="styleguide"),
    *IMPORTS,
    path("admin/", admin.site.urls),
    path("desk/", include("wagtail.admin.urls")),
    *i18n_patterns(*PAGES, prefix_default_language=False),
]

handler400 = unreadable
handler403 = refused
handler404 = not_found
handler500 = server_error
