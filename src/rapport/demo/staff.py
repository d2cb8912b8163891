"""The invented staff of the demo: who writes articles, who signs them, who runs the directory."""

from django.contrib.auth.models import Group

from rapport.accounts.models import User
from rapport.encyclopedia.actions.set_up_desk import EDITORS, REVIEWERS

PASSWORD = "quiet-well-lit-room"  # noqa: S105 (the demo runs on this machine only, and prints it)
EDITOR, REVIEWER, OPERATOR = "editor@example.org", "reviewer@example.org", "operator@example.org"

STAFF = (
    (EDITOR, "Edda Tor", EDITORS, "writes and publishes articles"),
    (REVIEWER, "Remy Viewer", REVIEWERS, "signs articles as a clinical reviewer"),
    (OPERATOR, "Op Erator", "", "runs the directory: /desk/ and /admin/"),
)
"""Address, name, group and what they do; without a group they may do everything."""


def seed_staff() -> list[tuple[str, str]]:
    """Make the demo's sign-ins where they are missing; give address and role of each."""
    for email, name, group, _role in STAFF:
        user = User.objects.filter(email=email).first()
        if user is None:
            user = User.objects.create_user(email, PASSWORD, name=name)
        user.is_staff = user.is_superuser = not group
        user.save()
        if group:
            user.groups.add(Group.objects.get(name=group))
    return [(email, role) for email, _name, _group, role in STAFF]
