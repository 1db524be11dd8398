"""The actor of a flow: its right over the dataset is given when it is validated, and is its own."""

from django.core.exceptions import PermissionDenied

from catalog.accounts.models import User
from catalog.actions.access import give_right
from catalog.flows.models import Flow
from catalog.models import DatasetUserPermission

DOMAIN = "robots.invalid"
"""Nobody can have an address there (RFC 2606)."""


def grant(flow: Flow) -> None:
    """Let the robot of the flow, made if need be, change the dataset: not publish it."""
    if flow.robot is None:
        robot = User(email=f"flux-{flow.pk}@{DOMAIN}", is_robot=True, first_name="Flux")
        robot.set_unusable_password()
        flow.robot = robot
    flow.robot.last_name = f"« {flow.name} »"
    flow.robot.save()
    give_right(flow.dataset, "change_dataset", to=flow.robot)


def robot_of(flow: Flow) -> User:
    """Return who acts for the flow. Raises PermissionDenied for one that nobody validated."""
    if flow.robot is None:
        raise PermissionDenied
    return flow.robot


def withdraw(flow: Flow) -> None:
    """Take its right back: what it has in hand is refused at the door, as anybody's would be."""
    if flow.robot_id:
        DatasetUserPermission.objects.filter(user=flow.robot_id).delete()
