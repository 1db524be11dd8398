import pytest

from tests.catalog.flows.places import folder_place, s3_place


@pytest.fixture(params=["folder", "rclone", "moto"])
def place(request, settings, tmp_path):
    # The hour of an answer is to the second, the date of an object may be to the thousandth of one.
    settings.FLOWS_FOLDER_SECONDS, settings.FLOWS_S3_SECONDS = 0, -1
    if request.param == "folder":
        return folder_place(tmp_path, settings)
    return s3_place(request.param, settings)
