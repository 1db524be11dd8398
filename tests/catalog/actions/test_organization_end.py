"""A logo drawn again, an organisation deleted or merged: nothing that was public is lost."""

import io

import pytest
from django.core.exceptions import PermissionDenied
from PIL import Image

from catalog.accounts.models import Membership, Organization
from catalog.actions import organization_end as end
from catalog.actions.dataset import delete_dataset
from catalog.actions.logo import remove_logo, set_logo
from catalog.enums import Role
from catalog.exceptions import CatalogError, InvalidFile, WrongState
from catalog.models import Dataset
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_logo_is_drawn_again_and_shown(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    organization = factories.organization()
    boss = factories.administrator(organization)
    hidden = factories.png(900) + b"<script>ce qui suit</script>"

    made = set_logo(organization, file=io.BytesIO(hidden), by=boss)

    shown = client.get(made.logo_address)
    assert shown["Content-Type"] == "image/png"
    assert b"script" not in shown.content
    assert Image.open(io.BytesIO(shown.content)).size == (512, 512)
    api = client.get(f"/api/1/organizations/{organization.slug}/").json()
    assert api["logo"].endswith(made.logo_address)
    for wrong in (b"GIF89a", b"<svg onload='x'/>", b""):
        with pytest.raises(InvalidFile):
            set_logo(organization, file=io.BytesIO(wrong), by=boss)
    assert remove_logo(organization, by=boss).logo_address == ""
    assert client.get(made.logo_address).status_code == 404


def test_an_organization_is_deleted_once_it_holds_nothing(client):
    organization = factories.organization()
    boss, other = factories.administrator(organization), factories.editor(organization)
    dataset = factories.dataset(organization=organization, published=True, by=boss)

    with pytest.raises(WrongState, match="1 jeu de données"):
        end.delete_organization(organization, by=boss, reason="Fermée.")
    delete_dataset(dataset, by=boss)
    with pytest.raises(PermissionDenied):
        end.delete_organization(organization, by=other, reason="Fermée.")
    end.delete_organization(organization, by=boss, reason="Fermée.")

    assert not Membership.objects.filter(organization=organization).exists()
    assert not Organization.objects.visible_to(boss).filter(pk=organization.pk).exists()
    addresses = (
        organization.get_absolute_url(),
        f"/api/1/organizations/{organization.slug}/",
        f"/api/1/organizations/{organization.slug}/datasets/",
    )
    assert [client.get(address).status_code for address in addresses] == [410] * 3


def test_a_proposal_is_withdrawn_and_leaves_its_name_free():
    creator = factories.user()
    made = factories.proposed_organization("DDT 77", by=creator)

    end.delete_organization(made, by=creator, reason="Elle existe déjà.")

    assert factories.proposed_organization("DDT 77").name == "DDT 77"


def test_two_organizations_become_one_and_every_address_leads_there(client):
    source, target = (factories.organization(in_family=True) for _ in range(2))
    dataset = factories.dataset(organization=source, published=True, with_file=True)
    both, alone = factories.administrator(source), factories.contributor(source)
    factories.member(target, Role.EDITOR, person=both)
    factories.grant(dataset, to=alone)
    asked = factories.request(source)
    address, permalink = source.get_absolute_url(), dataset.resources.get().permalink

    with pytest.raises(PermissionDenied):
        end.merge_organizations(source, into=target, by=both, reason="Réunies.")
    with pytest.raises(CatalogError):
        end.merge_organizations(target, into=target, by=factories.dpnc_user(), reason="Réunies.")
    end.merge_organizations(source, into=target, by=factories.dpnc_user(), reason="Réunies.")

    assert Dataset.objects.get(pk=dataset.pk).organization == target
    assert client.get(address)["Location"] == target.get_absolute_url()
    assert client.get(permalink).status_code in (200, 302)
    assert Organization.objects.named(str(source.pk)).get() == target
    roles = dict(target.memberships.values_list("user", "role"))
    assert roles == {both.pk: Role.ADMINISTRATOR, alone.pk: Role.CONTRIBUTOR}
    assert alone.has_perm("catalog.change_dataset", dataset)
    asked.refresh_from_db()
    assert asked.organization == target
    found = client.get(f"/explorer/?organisation={target.slug}").content.decode()
    assert dataset.title in found
