"""What a site sets around the content of every page: menu, breadcrumb, footer (all of it invented).

The lines are the same on every page of a language; a form says how they are dressed.
"""

from dataclasses import replace

from .blocks import Block, Page

# Lines among the content's own siblings; in a table or division without attributes; with telling attributes.
BOILERPLATES = ("flat", "container", "classed")

LONG_LINES = {
    "nl": "Deze site bewaart alleen wat nodig is om uw taalkeuze te onthouden; meer daarover leest u in de "
    "gebruiksvoorwaarden onderaan.",
    "fr": "Ce site ne conserve que ce qui est nécessaire pour retenir votre choix de langue ; voyez à ce "
    "sujet les conditions d'utilisation.",
}
ABOVE: dict[str, dict[str, tuple[str, ...]]] = {
    "nl": {
        "menu": (
            "Naar de inhoud",
            "Nederlands | Français",
            "Leden en fracties",
            "Agenda en vergaderingen",
            "Documenten en dossiers",
            "Bezoekers en onderwijs",
            LONG_LINES["nl"],
        ),
        "breadcrumb": ("U bent hier: Startpagina > Toezicht op de regering > Vragen",),
    },
    "fr": {
        "menu": (
            "Aller au contenu",
            "Nederlands | Français",
            "Membres et groupes",
            "Agenda et réunions",
            "Documents et dossiers",
            "Visiteurs et enseignement",
            LONG_LINES["fr"],
        ),
        "breadcrumb": ("Vous êtes ici : Accueil > Contrôle du gouvernement > Questions",),
    },
}
BELOW: dict[str, dict[str, tuple[str, ...]]] = {
    "nl": {
        "footer": (
            "Terug naar boven",
            "Zoeken op deze site",
            "Alleen de gedrukte tekst is officieel.",
            "Gebruiksvoorwaarden | Toegankelijkheid | Contact",
            "Laatst bijgewerkt op 3 september 2024",
        )
    },
    "fr": {
        "footer": (
            "Haut de la page",
            "Rechercher sur ce site",
            "Seul le texte imprimé est officiel.",
            "Conditions d'utilisation | Accessibilité | Contact",
            "Dernière mise à jour le 3 septembre 2024",
        )
    },
}

BOILERPLATE_ROLES = frozenset({"menu", "breadcrumb", "footer"})


def boilerplate_blocks(lines: dict[str, tuple[str, ...]]) -> tuple[Block, ...]:
    return tuple(Block(role, (tuple((text,) for text in texts),)) for role, texts in lines.items())


def boilerplate_lines(language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines above and those below the content, in reading order."""
    above, below = (
        tuple(text for texts in side[language].values() for text in texts) for side in (ABOVE, BELOW)
    )
    return above, below


def add_boilerplate(page: Page) -> Page:
    """The page between its site's lines, in the language of the page."""
    above, below = (boilerplate_blocks(side[page.language]) for side in (ABOVE, BELOW))
    return replace(page, blocks=(*above, *page.blocks, *below))
