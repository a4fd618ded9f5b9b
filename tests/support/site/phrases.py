"""Invented phrases in both languages, of which the stand-in's questions are composed.

Nothing in them is true. {topic} is a plural noun without article, {place} "in de provincie …", {year} a year,
{many} and {few} are numbers.
"""

from tests.support.render import Both

INVENTED_KEYWORD = Both("verzonnen voorbeeld", "exemple inventé")

TOPICS = (
    Both("spoorwegovergangen", "passages à niveau"),
    Both("elektrische deelfietsen", "vélos électriques partagés"),
    Both("coöperatieve bakkerijen", "boulangeries coopératives"),
    Both("geïsoleerde dienstwoningen", "logements de fonction isolés"),
    Both("meertalige noodoproepen", "appels d'urgence multilingues"),
    Both("overstromingsgevoelige kelders", "caves inondables"),
    Both("financiële bemiddelaars", "médiateurs financiers"),
    Both("officiële vertalingen", "traductions officielles"),
    Both("draagbare defibrillatoren", "défibrillateurs portables"),
    Both("geautomatiseerde loketten", "guichets automatisés"),
    Both("vrijwillige brandweerlieden", "pompiers volontaires"),
    Both("leegstaande postgebouwen", "bureaux de poste inoccupés"),
    Both("gevangenisbibliotheken", "bibliothèques pénitentiaires"),
    Both("geluidsschermen langs autosnelwegen", "écrans antibruit le long des autoroutes"),
    Both("historische klokkentorens", "clochers historiques"),
    Both("mobiele weerstations", "stations météorologiques mobiles"),
    Both("noodgeneratoren van ziekenhuizen", "groupes électrogènes des hôpitaux"),
    Both("bijenkasten op overheidsgebouwen", "ruches installées sur les bâtiments publics"),
    Both("reëel bewaakte fietsenstallingen", "parkings à vélos réellement surveillés"),
    Both("veerdiensten zonder schipper", "bacs sans passeur"),
    Both("geëvacueerde museumstukken", "pièces de musée évacuées"),
    Both("onleesbare identiteitskaarten", "cartes d'identité illisibles"),
    Both("tweedehandse schoolbussen", "bus scolaires d'occasion"),
    Both("patiëntendossiers op papier", "dossiers médicaux sur papier"),
)

ASPECTS = (
    Both("Onderhoud", "Entretien"),
    Both("Kostprijs", "Coût"),
    Both("Coördinatie", "Coordination"),
    Both("Evaluatie", "Évaluation"),
    Both("Toegankelijkheid", "Accessibilité"),
    Both("Officiële cijfers", "Chiffres officiels"),
    Both("Opleiding van het personeel", "Formation du personnel"),
    Both("Europese richtlijn", "Directive européenne"),
    Both("Verzekering", "Assurance"),
    Both("Klachten", "Plaintes"),
    Both("Veiligheid", "Sécurité"),
    Both("Financiële steun", "Aide financière"),
    Both("Meerjarenplan", "Plan pluriannuel"),
    Both("Inventaris", "Inventaire"),
)

PLACES = (
    Both("in de provincie Antwerpen", "dans la province d'Anvers"),
    Both("in de provincie Limburg", "dans la province de Limbourg"),
    Both("in de provincie Oost-Vlaanderen", "dans la province de Flandre orientale"),
    Both("in de provincie West-Vlaanderen", "dans la province de Flandre occidentale"),
    Both("in de provincie Vlaams-Brabant", "dans la province du Brabant flamand"),
    Both("in de provincie Waals-Brabant", "dans la province du Brabant wallon"),
    Both("in de provincie Henegouwen", "dans la province de Hainaut"),
    Both("in de provincie Luik", "dans la province de Liège"),
    Both("in de provincie Luxemburg", "dans la province de Luxembourg"),
    Both("in de provincie Namen", "dans la province de Namur"),
)

KEYWORDS = (
    Both("overheidsuitgaven", "dépenses publiques"),
    Both("coördinatie van de hulpverlening", "coordination des secours"),
    Both("geografische spreiding", "répartition géographique"),
    Both("officiële statistiek", "statistique officielle"),
    Both("verkeersveiligheid", "sécurité routière"),
    Both("gelijke behandeling", "égalité de traitement"),
    Both("overheidsopdracht", "marché public"),
    Both("Rekenhof (België)", "Cour des comptes (Belgique)"),
    Both("beroepsopleiding", "formation professionnelle"),
    Both("taalgebruik", "emploi des langues"),
)

OPENINGS = (
    Both(
        "Volgens een verzonnen rapport van {year} zijn er {place} nog {many} {topic} in gebruik.",
        "Selon un rapport inventé de {year}, {many} {topic} sont encore en service {place}.",
    ),
    Both(
        "Wie {place} woont, heeft het sinds {year} gemerkt: er zijn te weinig {topic}.",
        "Les habitants l'ont remarqué depuis {year} : on compte trop peu de {topic} {place}.",
    ),
    Both(
        "Een denkbeeldige vereniging bracht in {year} {many} {topic} in kaart, waarvan {few} {place}.",
        "Une association imaginaire a recensé {many} {topic} en {year}, dont {few} {place}.",
    ),
    Both(
        "In {year} beloofde de regering een geïntegreerde aanpak inzake {topic}.",
        "En {year}, le gouvernement avait promis une approche intégrée en matière de {topic}.",
    ),
)

REMARKS = (
    Both(
        "De coördinatie tussen de diensten laat te wensen over, en de burger is er de dupe van.",
        "La coordination entre les services laisse à désirer et c'est le citoyen qui en pâtit.",
    ),
    Both(
        'Een personeelslid noemde de toestand "een ruïne"; {few} collega\'s vielen hem bij.',
        "Un membre du personnel a qualifié la situation de « ruine » ; {few} collègues l'ont approuvé.",
    ),
    Both(
        "Het gaat om een bedrag van {many} euro per jaar, zonder dat iemand het geëvalueerd heeft.",
        "Il s'agit d'un montant de {many} euros par an, que personne n'a jamais évalué.",
    ),
    Both(
        "Ook de Europese Commissie stelde in {year} vast dat België achterblijft.",
        "La Commission européenne a elle aussi constaté en {year} que la Belgique était à la traîne.",
    ),
    Both(
        "De deelstaten zijn bevoegd voor een deel van de materie, wat overleg noodzakelijk maakt.",
        "Les entités fédérées sont compétentes pour une partie de la matière, d'où la nécessité d'un accord.",
    ),
    Both(
        "Enkele gemeenten, waaronder een tiental {place}, zoeken zelf een oplossing.",
        "Quelques communes, dont une dizaine {place}, cherchent elles-mêmes une solution.",
    ),
)

LEAD_INS = (
    Both(
        "Graag kreeg ik een antwoord op de volgende vragen:",
        "J'aimerais obtenir une réponse aux questions suivantes :",
    ),
    Both("Ik had dan ook graag het volgende vernomen:", "Je souhaiterais dès lors savoir ce qui suit :"),
    Both(
        "Daarom leg ik de geachte minister deze vragen voor:",
        "C'est pourquoi je soumets ces questions à l'honorable ministre :",
    ),
)

ASKED = (
    Both(
        "Hoeveel {topic} waren er in {year}? Kan dat aantal per provincie worden uitgesplitst?",
        "Combien de {topic} a-t-on dénombrés en {year} ? Ce chiffre peut-il être ventilé par province ?",
    ),
    Both(
        "Wat was in {year} de totale kostprijs, en wie heeft die gefinancierd?",
        "Quel a été le coût total en {year}, et qui l'a pris en charge ?",
    ),
    Both(
        "Welke criteria gelden er voor de geografische spreiding van {topic}?",
        "Quels critères régissent la répartition géographique des {topic} ?",
    ),
    Both(
        "Werd de regeling van {year} al geëvalueerd? Zo ja, wat zijn de conclusies?",
        "Le régime de {year} a-t-il déjà été évalué ? Dans l'affirmative, quelles en sont les conclusions ?",
    ),
    Both(
        "Hoe verloopt de coördinatie met de gemeenschappen en de gewesten?",
        "Comment se déroule la coordination avec les Communautés et les Régions ?",
    ),
    Both(
        "Overweegt u bijkomende maatregelen {place}, en binnen welke termijn?",
        "Envisagez-vous des mesures supplémentaires {place}, et dans quel délai ?",
    ),
    Both(
        "Hoeveel klachten over {topic} werden er sinds {year} geregistreerd?",
        "Combien de plaintes relatives aux {topic} ont été enregistrées depuis {year} ?",
    ),
    Both(
        "Krijgt het personeel een specifieke opleiding? Hoeveel uren omvat ze?",
        "Le personnel reçoit-il une formation spécifique ? Combien d'heures comprend-elle ?",
    ),
)

ANSWER_OPENINGS = (
    Both(
        "Het geachte lid vindt hieronder de gevraagde gegevens.",
        "L’honorable membre trouvera ci-dessous les données demandées.",
    ),
    Both(
        "Ik dank het geachte lid voor zijn belangstelling voor {topic}.",
        "Je remercie l’honorable membre de l’intérêt qu’il porte aux {topic}.",
    ),
    Both(
        "Mijn administratie heeft de cijfers van {year} opnieuw laten berekenen …",
        "Mon administration a fait recalculer les chiffres de {year} …",
    ),
)

ANSWERED = (
    Both(
        "Er werden {many} {topic} geteld, waarvan {few} {place}.",
        "On a compté {many} {topic}, dont {few} {place}.",
    ),
    Both(
        "De kostprijs bedroeg {many} €, volledig ten laste van de federale overheid.",
        "Le coût s’est élevé à {many} €, entièrement à charge de l’autorité fédérale.",
    ),
    Both(
        "Deze aangelegenheid valt niet onder mijn bevoegdheid, maar onder die van de deelstaten.",
        "Cette matière ne relève pas de mes compétences, mais de celles des entités fédérées.",
    ),
    Both(
        "De evaluatie is nog bezig; de “eindconclusies” worden in het najaar verwacht.",
        "L’évaluation est toujours en cours ; les « conclusions finales » sont attendues à l’automne.",
    ),
    Both(
        "Sinds {year} komt een werkgroep {few} keer per jaar samen – met alle betrokken diensten.",
        "Depuis {year}, un groupe de travail se réunit {few} fois par an – avec tous les services concernés.",
    ),
    Both(
        "Er zijn {few} klachten bekend, die alle werden onderzocht.",
        "On recense {few} plaintes, qui ont toutes été examinées.",
    ),
    Both(
        "De opleiding telt {few} uren en wordt jaarlijks georganiseerd.",
        "La formation compte {few} heures et est organisée chaque année.",
    ),
)

ADDRESSEES = (
    Both("de minister van Justitie", "le ministre de la Justice"),
    Both("de minister van Binnenlandse Zaken", "la ministre de l'Intérieur"),
    Both("de minister van Financiën", "le ministre des Finances"),
    Both("de minister van Mobiliteit en Noordzee", "le ministre de la Mobilité et de la Mer du Nord"),
    Both("de eerste minister", "le premier ministre"),
    Both(
        "de vice-eersteminister en minister van Sociale Zaken en Volksgezondheid",
        "la vice-première ministre et ministre des Affaires sociales et de la Santé publique",
    ),
    Both(
        "de staatssecretaris voor Digitalisering, toegevoegd aan de eerste minister",
        "le secrétaire d'État à la Digitalisation, adjoint au premier ministre",
    ),
)
# Senators that do not exist: name, party, language in which they ask.
SENATORS = (
    ("Hélène Vanbeverloo", "CD&V", "nl"),
    ("Joël Ghyselbrechten", "N-VA", "nl"),
    ("Daniëlle Haesevoets-Möllen", "Open Vld", "nl"),
    ("Raphaël Van Oostkerkhove", "Vooruit", "nl"),
    ("Maïté Dewaeghemans", "Groen", "nl"),
    ("Jürgen Cauwenbergs", "Vlaams Belang", "nl"),
    ("Anaïs Lievroey", "N-VA", "nl"),
    ("Noëlla Grandhénin", "Les Engagés", "fr"),
    ("Jérôme Castelnoyé", "PS", "fr"),
    ("Zoë Brûlemont", "Ecolo", "fr"),
    ("François-Régis Préaulx", "MR", "fr"),
    ("Solène Delvigne-Rôman", "PS", "fr"),
    ("Gaëtan Hennuyères", "MR", "fr"),
)
