"""What the desk has beside Wagtail's own: the report on articles, warnings after saving."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from rapport.encyclopedia.article_checks import check_article
from rapport.encyclopedia.desk import articles_report
from rapport.encyclopedia.models import Article

MOST_WARNINGS = 5
NOT_USED = ("images", "documents", "embeds")
CANCEL = "action-cancel-workflow"


@hooks.register("register_admin_urls")
def desk_urls() -> list[Any]:
    """Give the address of the report on articles."""
    return [path("articles-report/", articles_report, name="articles-report")]


@hooks.register("register_reports_menu_item")
def report_item() -> MenuItem:
    """Put the report among Wagtail's."""
    return MenuItem(
        gettext_lazy("Articles to mend"), reverse("articles-report"), icon_name="warning", order=10
    )


@hooks.register("construct_main_menu")
def leave_out_what_is_not_used(_request: HttpRequest, items: list[Any]) -> None:
    """Articles have no pictures and no files, so the desk shows no shelves for them."""
    items[:] = [item for item in items if item.name not in NOT_USED]


@hooks.register("construct_page_action_menu")
def offer_cancelling_to_editors(
    items: list[Any], request: HttpRequest, context: dict[str, Any]
) -> None:
    """Leave "Cancel workflow" out for a reviewer, who signs or asks for changes."""
    page = context.get("page")
    if page is not None and not _may_cancel(request, page):
        items[:] = [item for item in items if item.name != CANCEL]


@hooks.register("before_edit_page")
def refuse_cancelling_by_reviewers(request: HttpRequest, page: Any) -> None:
    """Refuse what is not offered: Wagtail itself lets whoever may approve cancel as well."""
    if CANCEL in request.POST and not _may_cancel(request, page):
        raise PermissionDenied("Only editors take an article out of review")


def _may_cancel(request: HttpRequest, page: Any) -> bool:
    """Tell whether somebody is more than a reviewer, or sent the article there themselves."""
    rights = page.permissions_for_user(request.user)
    state = page.current_workflow_state
    asked = state is not None and state.requested_by == request.user
    return request.user.is_superuser or asked or bool(rights.permissions & {"change", "add"})


@hooks.register("after_edit_page")
def lead_reviewer_home(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Lead a reviewer who has signed, or asked for changes, to the dashboard."""
    may_edit = page.permissions_for_user(request.user).can_edit()
    if not isinstance(page, Article) or may_edit:
        return None
    messages.success(request, _("Thank you. Your answer on “%s” is kept.") % page.title)
    return redirect("wagtailadmin_home")


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_editor(request: HttpRequest, page: Any) -> None:
    """Say after saving what the checks found; nothing is refused for it."""
    if not isinstance(page, Article) or not page.permissions_for_user(request.user).can_edit():
        return
    findings = check_article(page.get_latest_revision_as_object()).findings
    for finding in findings[:MOST_WARNINGS]:
        messages.warning(request, finding)
    if len(findings) > MOST_WARNINGS:
        left = len(findings) - MOST_WARNINGS
        messages.warning(request, _("And %(n)d more: see the preview “Checks”.") % {"n": left})
