"""What every installation needs: the platform group that answers access requests."""

from typing import Any

DPNC = "DPNC"


def create_dpnc_group(apps: Any) -> None:
    """Create the group and its one permission, with the models of a migration or the real ones."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="accounts", model="accessrequest"
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename="decide_requests",
        defaults={"name": "Peut répondre aux demandes d’accès du ministère"},
    )
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=DPNC)
    group.permissions.add(permission)
