"""Make the editor's desk ready: groups, their rights, and the workflow with clinical review."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page, Workflow, WorkflowPage, WorkflowTask

from rapport.encyclopedia.models import ClinicalReview

EDITORS = "Article editors"
REVIEWERS = "Clinical reviewers"
REVIEW = "Clinical review"
EDITORS_MAY = ("add_page", "change_page", "publish_page")
MADE_BY_WAGTAIL = ("Editors", "Moderators")


def set_up_desk(roots: Iterable[Page]) -> None:
    """Let editors write and publish, and reviewers sign and nothing else. Safe to repeat."""
    editors, reviewers = (
        Group.objects.get_or_create(name=name)[0] for name in (EDITORS, REVIEWERS)
    )
    access = Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin")
    for group in (editors, reviewers):
        group.permissions.add(access)
    may = Permission.objects.filter(codename__in=EDITORS_MAY, content_type__app_label="wagtailcore")
    task = ClinicalReview.objects.filter(name=REVIEW).first()
    if task is None:
        task = ClinicalReview.objects.create(name=REVIEW)
        task.groups.add(reviewers)
    workflow = _workflow(task)
    for root in roots:
        for permission in may:
            GroupPagePermission.objects.get_or_create(
                group=editors, page=root, permission=permission
            )
        WorkflowPage.objects.get_or_create(page=root, defaults={"workflow": workflow})
    Group.objects.filter(name__in=MADE_BY_WAGTAIL, user__isnull=True).delete()


def _workflow(task: ClinicalReview) -> Workflow:
    workflow, is_new = Workflow.objects.get_or_create(name=REVIEW)
    if is_new:
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow
