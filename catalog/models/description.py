"""The parts of a description that are rows of their own: who made the data, whom to write to."""

from django.db import models
from django.db.models import Q

from catalog.accounts.models import Organization
from catalog.vocabularies import roles


class Producer(models.Model):
    """Another organisation, or a service known by its name, with what it did for the data."""

    dataset = models.ForeignKey("catalog.Dataset", models.CASCADE, related_name="producers")
    organization = models.ForeignKey(
        Organization, models.CASCADE, null=True, related_name="+", verbose_name="organisation"
    )
    name = models.CharField("nom", max_length=200, blank=True)
    role = models.CharField("rôle", max_length=30, choices=roles.CHOICES)
    position = models.PositiveIntegerField("rang", default=0)

    class Meta:
        verbose_name = "producteur associé"
        verbose_name_plural = "producteurs associés"
        ordering = ("position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(organization__isnull=False, name="")
                | (Q(organization__isnull=True) & ~Q(name="")),
                name="a_producer_is_an_organization_or_a_name",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization or self.name}, {self.get_role_display()}"


class Contact(models.Model):
    """Whom to write to: a mailbox of a service, or the address of a form."""

    dataset = models.ForeignKey("catalog.Dataset", models.CASCADE, related_name="contacts")
    name = models.CharField("nom", max_length=200)
    email = models.EmailField("adresse électronique", blank=True)
    form = models.URLField("formulaire", max_length=500, blank=True)
    role = models.CharField("rôle", max_length=30, choices=roles.CHOICES, default=roles.CONTACT)
    position = models.PositiveIntegerField("rang", default=0)

    class Meta:
        verbose_name = "contact"
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name
