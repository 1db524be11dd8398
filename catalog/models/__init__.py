"""What is published, and the rights over it.

Organization: who publishes. Dataset: a coherent set of resources. Resource: a stable address inside
a dataset. ResourceVersion: one immutable file of a resource. ColumnDescription: what one of its
columns means. Keyword: a word chosen by producers.
Theme: a way in for visitors, kept by the DPNC. Territory: a place, by INSEE's code. Producer: who
else made the data. Contact: whom to write to.
Release: what goes on line together at a given hour. PublicationCheck: what the public address of a
file gave. LinkCheck: what a link to another site gave; LinkHost: when that site may be asked again.
Batch: what was done to several datasets at once. Review: a draft that waits for those who may
publish it. Transfer: datasets that one organisation gives to another.
DatasetUserPermission: a right over one dataset, given to one person.
"""

from catalog.models.alias import DatasetAlias
from catalog.models.batch import Batch, BatchPart
from catalog.models.dataset import Dataset
from catalog.models.description import Contact, Producer
from catalog.models.grants import DatasetUserPermission
from catalog.models.link import LinkCheck, LinkHost
from catalog.models.planned import Release, ReleasePart
from catalog.models.publication import PublicationCheck
from catalog.models.resource import Resource, ResourceAlias
from catalog.models.review import Review
from catalog.models.transfer import Transfer, TransferPart
from catalog.models.upload import Upload, UploadPart
from catalog.models.version import ColumnDescription, ResourceVersion
from catalog.models.vocabulary import Keyword, Territory, Theme

__all__ = [
    "Batch",
    "BatchPart",
    "ColumnDescription",
    "Contact",
    "Dataset",
    "DatasetAlias",
    "DatasetUserPermission",
    "Keyword",
    "LinkCheck",
    "LinkHost",
    "Producer",
    "PublicationCheck",
    "Release",
    "ReleasePart",
    "Resource",
    "ResourceAlias",
    "ResourceVersion",
    "Review",
    "Territory",
    "Theme",
    "Transfer",
    "TransferPart",
    "Upload",
    "UploadPart",
]
