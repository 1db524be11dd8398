"""When the database does not answer (these tests are allowed none), the page of a defect does."""

import pytest

from tests.client import StrictClient


@pytest.mark.parametrize("address", ["/", "/explorer/", "/compte/connexion/", "/espace/"])
def test_a_database_that_is_away_is_a_page_as_guarded_as_the_others(address):
    client = StrictClient(raise_request_exception=False, headers={"cookie": f"session={'x' * 32}"})

    response = client.get(address)

    assert response.status_code == 500
    assert "Le service a rencontré un défaut" in response.content.decode()
    assert response["X-Frame-Options"] == "DENY"


def test_a_database_that_is_away_is_told_to_machines_in_json():
    response = StrictClient(raise_request_exception=False).get("/api/1/datasets/")

    assert (response.status_code, response.json()) == (500, {"message": "The server failed."})
