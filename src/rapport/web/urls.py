"""Addresses of the pages for people."""

from django.contrib import admin
from django.urls import path

from rapport.web.views.about import about_the_data, ask_your_plan, how_we_order
from rapport.web.views.errors import not_found, refused, server_error, unreadable
from rapport.web.views.find import advanced_search, filters, find, found
from rapport.web.views.home import favicon, home
from rapport.web.views.listing import listing, listing_by_id

urlpatterns = [
    path("", home, name="home"),
    path("find", find, name="find"),
    path("advanced-search", advanced_search, name="advanced-search"),
    path("find/filters", filters, name="all-filters"),
    path("find/<str:token>", found, name="found"),
    path("find/<str:token>/filters", filters, name="filters"),
    path("listings/<str:public_id>", listing_by_id, name="listing-by-id"),
    path("listings/<str:public_id>/<slug:slug>", listing, name="listing"),
    path("how-we-order-results", how_we_order, name="how-we-order"),
    path("what-to-ask-your-plan", ask_your_plan, name="ask-your-plan"),
    path("about-the-data", about_the_data, name="about-the-data"),
    path("favicon.ico", favicon),
    path("admin/", admin.site.urls),
]

handler400 = unreadable
handler403 = refused
handler404 = not_found
handler500 = server_error
