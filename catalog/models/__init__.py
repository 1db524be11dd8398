"""What is published, and the rights over it.

Organization: who publishes. Dataset: a coherent set of resources. Resource: a stable address inside
a dataset. ResourceVersion: one immutable file of a resource. Keyword: a word chosen by producers.
DatasetUserPermission: a right over one dataset, given to one person.
"""

from catalog.models.dataset import Dataset, DatasetAlias
from catalog.models.grants import DatasetUserPermission
from catalog.models.resource import Resource, ResourceVersion
from catalog.models.vocabulary import Keyword

__all__ = [
    "Dataset",
    "DatasetAlias",
    "DatasetUserPermission",
    "Keyword",
    "Resource",
    "ResourceVersion",
]
