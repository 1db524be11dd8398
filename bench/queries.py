"""Twenty questions as people type them, half of them already refined by facets."""

QUERIES: tuple[tuple[str, dict[str, list[str]]], ...] = (
    ("musée", {}),
    ("festivals en Bretagne", {}),
    ("Joconde", {}),
    ("archives départementales", {}),
    ("bibliothèques publiques", {}),
    ("fréquentation des cinémas", {}),
    ("monuments historiques", {}),
    ("subventions aux associations", {}),
    ("photographies", {}),
    ("statistiques culturelles", {}),
    ("musées gratuits", {"format": ["tabular"]}),
    ("patrimoine", {"territoire": ["fr:region:53"]}),
    ("théâtre", {"thematique": ["spectacle-vivant"]}),
    ("inventaire du patrimoine", {"format": ["tabular", "geographical"]}),
    ("livres", {"licence": ["lov2"]}),
    ("jardins", {"fraicheur": ["annee"]}),
    ("langue française", {"nature": ["ministry", "department"]}),
    ("œuvres", {"maille": ["fr:region", "fr:departement"]}),
    ("artistes", {"format": ["tabular"], "territoire": ["fr:region:11"]}),
    ("recherche", {"thematique": ["archives"], "licence": ["lov2"]}),
)
