"""What a site sets around the content of every page: menu, breadcrumb, footer (all of it invented).

The lines are the same on every page of a language; a form says how they are dressed.
"""

from dataclasses import replace

from .blocks import Page, block, singles

# Lines among the content's own siblings; in a table or division without attributes; with telling attributes.
BOILERPLATES = ("flat", "container", "classed")

LINES: dict[str, dict[str, tuple[str, ...]]] = {
    "nl": {
        "menu": (
            "Naar de inhoud",
            "Nederlands | Français",
            "Leden en fracties",
            "Agenda en vergaderingen",
            "Documenten en dossiers",
            "Bezoekers en onderwijs",
            (
                "Deze site bewaart alleen wat nodig is om uw taalkeuze te onthouden; meer daarover leest u "
                "in de gebruiksvoorwaarden onderaan."
            ),
        ),
        "breadcrumb": ("U bent hier: Startpagina > Toezicht op de regering > Vragen",),
        "footer": (
            "Terug naar boven",
            "Zoeken op deze site",
            "Alleen de gedrukte tekst is officieel.",
            "Gebruiksvoorwaarden | Toegankelijkheid | Contact",
            "Laatst bijgewerkt op 3 september 2024",
        ),
    },
    "fr": {
        "menu": (
            "Aller au contenu",
            "Nederlands | Français",
            "Membres et groupes",
            "Agenda et réunions",
            "Documents et dossiers",
            "Visiteurs et enseignement",
            (
                "Ce site ne conserve que ce qui est nécessaire pour retenir votre choix de langue ; voyez à "
                "ce sujet les conditions d'utilisation."
            ),
        ),
        "breadcrumb": ("Vous êtes ici : Accueil > Contrôle du gouvernement > Questions",),
        "footer": (
            "Haut de la page",
            "Rechercher sur ce site",
            "Seul le texte imprimé est officiel.",
            "Conditions d'utilisation | Accessibilité | Contact",
            "Dernière mise à jour le 3 septembre 2024",
        ),
    },
}
BOILERPLATE_ROLES = frozenset({"menu", "breadcrumb", "footer"})


def add_boilerplate(page: Page) -> Page:
    """The page between its site's lines, in the language of the page."""
    menu, breadcrumb, footer = (block(role, *singles(some)) for role, some in LINES[page.language].items())
    return replace(page, blocks=(menu, breadcrumb, *page.blocks, footer))
