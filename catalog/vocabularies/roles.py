"""What an organisation, a service or a person is to a dataset, by data.gouv.fr's identifier.

Source: https://www.data.gouv.fr/api/1/contacts/roles/, taken from ISO 19115's CI_RoleCode.
"""

CONTACT = "contact"
ROLES = {
    CONTACT: "contact",
    "creator": "auteur",
    "publisher": "éditeur",
    "rightsHolder": "titulaire des droits",
    "custodian": "gestionnaire",
    "distributor": "diffuseur",
    "originator": "à l’origine des données",
    "principalInvestigator": "responsable scientifique",
    "processor": "chargé du traitement",
    "resourceProvider": "fournisseur des fichiers",
    "user": "utilisateur",
}
CHOICES = list(ROLES.items())
