import { ask, type DemoTheme } from '../shapes.ts';

export const inheritance: DemoTheme = {
  about: [
    'Van aangifte tot verdeling: reserve, schenkingen en de keuzes die erfgenamen hebben, met cijfervoorbeelden.',
    'De la déclaration au partage : réserve, donations et choix des héritiers, avec des exemples chiffrés.',
    'From declaration to division: reserved shares, gifts and the choices that heirs have, with worked figures.',
  ],
  questions: [
    ask(
      [
        'Hoe groot is de reserve van de kinderen samen sinds 1 september 2018?',
        'Quelle est la réserve globale des enfants depuis le 1er septembre 2018 ?',
        'How large is the children’s joint reserved share since 1 September 2018?',
      ],
      [['De helft', 'La moitié', 'One half']],
      [
        ['Twee derde', 'Deux tiers', 'Two thirds'],
        ['Drie vierde', 'Trois quarts', 'Three quarters'],
      ],
    ),
    ask(
      [
        'Welke keuzes heeft een erfgenaam? Kies alles wat juist is.',
        'Quels choix un héritier a-t-il ? Choisissez tout ce qui est juste.',
        'Which choices does an heir have? Choose all that are right.',
      ],
      [
        ['Zuiver aanvaarden', 'Accepter purement et simplement', 'Accept outright'],
        [
          'Aanvaarden onder voorrecht van boedelbeschrijving',
          'Accepter sous bénéfice d’inventaire',
          'Accept with benefit of inventory',
        ],
        ['Verwerpen', 'Renoncer', 'Renounce'],
      ],
      [['Alleen de schulden verwerpen', 'Renoncer aux dettes seules', 'Renounce only the debts']],
    ),
    ask(
      [
        'Wat beschermt een erfgenaam tegen schulden boven de waarde van de boedel?',
        'Qu’est-ce qui protège un héritier contre des dettes supérieures à la masse ?',
        'What protects an heir against debts beyond the estate’s value?',
      ],
      [['De boedelbeschrijving', 'Le bénéfice d’inventaire', 'The benefit of inventory']],
      [
        ['Een bankwaarborg', 'Une garantie bancaire', 'A bank guarantee'],
        ['Een huwelijkscontract', 'Un contrat de mariage', 'A marriage contract'],
      ],
    ),
    ask(
      [
        'Hebben ouders nog een reserve in de nalatenschap van hun kind?',
        'Les parents ont-ils encore une réserve dans la succession de leur enfant ?',
        'Do parents still have a reserved share in their child’s estate?',
      ],
      [
        [
          'Neen, wel soms een onderhoudsvordering',
          'Non, parfois une créance alimentaire',
          'No, though sometimes a maintenance claim',
        ],
      ],
      [
        ['Ja, elk een vierde', 'Oui, un quart chacun', 'Yes, a quarter each'],
        ['Ja, de helft samen', 'Oui, la moitié ensemble', 'Yes, half together'],
      ],
    ),
    ask(
      [
        'Wat is een globale erfovereenkomst?',
        'Qu’est-ce qu’un pacte successoral global ?',
        'What is a global succession agreement?',
      ],
      [
        [
          'Een notariële regeling met alle kinderen over gekregen voordelen',
          'Un acte notarié avec tous les enfants sur les avantages reçus',
          'A notarial settlement with all children about the benefits received',
        ],
      ],
      [
        ['Een mondelinge belofte', 'Une promesse orale', 'An oral promise'],
        ['Een testament van twee personen', 'Un testament de deux personnes', 'A will of two persons'],
      ],
    ),
    ask(
      [
        'Hoe moet een eigenhandig testament geschreven zijn?',
        'Comment un testament olographe doit-il être écrit ?',
        'How must a holographic will be written?',
      ],
      [
        [
          'Volledig met de hand, gedateerd en ondertekend',
          'Entièrement à la main, daté et signé',
          'Wholly by hand, dated and signed',
        ],
      ],
      [
        ['Getypt en ondertekend', 'Dactylographié et signé', 'Typed and signed'],
        [
          'Met de hand, in het bijzijn van twee getuigen',
          'À la main, devant deux témoins',
          'By hand, before two witnesses',
        ],
      ],
    ),
  ],
};

export const family: DemoTheme = {
  about: [
    'Relaties, vermogen en kinderen: huwelijksstelsels, samenwoning en scheiding, met modelclausules en rekenbladen.',
    'Couples, patrimoine et enfants : régimes matrimoniaux, cohabitation et séparation, avec clauses types et feuilles de calcul.',
    'Couples, property and children: matrimonial regimes, cohabitation and separation, with model clauses and worksheets.',
  ],
  questions: [
    ask(
      [
        'Welk stelsel geldt zonder huwelijkscontract?',
        'Quel régime s’applique sans contrat de mariage ?',
        'Which regime applies without a marriage contract?',
      ],
      [
        [
          'Het wettelijk stelsel, met gemeenschap van aanwinsten',
          'Le régime légal, avec communauté d’acquêts',
          'The legal regime, with community of acquisitions',
        ],
      ],
      [
        ['Scheiding van goederen', 'La séparation de biens', 'Separation of property'],
        ['Algehele gemeenschap', 'La communauté universelle', 'Universal community'],
      ],
    ),
    ask(
      [
        'Hoe wijzigen gehuwden hun stelsel?',
        'Comment des époux modifient-ils leur régime ?',
        'How do spouses change their regime?',
      ],
      [['Bij notariële akte', 'Par acte notarié', 'By notarial deed']],
      [
        ['Bij aangetekende brief', 'Par lettre recommandée', 'By registered letter'],
        ['Bij verklaring op de gemeente', 'Par déclaration à la commune', 'By declaration at the town hall'],
      ],
    ),
    ask(
      [
        'Waar leggen wettelijk samenwonenden hun verklaring af?',
        'Où les cohabitants légaux font-ils leur déclaration ?',
        'Where do legal cohabitants make their declaration?',
      ],
      [['Bij de ambtenaar van de burgerlijke stand', 'Auprès de l’officier de l’état civil', 'With the registrar']],
      [
        ['Bij de vrederechter', 'Auprès du juge de paix', 'With the justice of the peace'],
        ['Bij de griffie', 'Au greffe', 'At the court registry'],
      ],
    ),
    ask(
      [
        'Wat regelen echtgenoten bij een scheiding door onderlinge toestemming? Kies alles wat juist is.',
        'Que règlent les époux en cas de divorce par consentement mutuel ? Choisissez tout ce qui est juste.',
        'What do spouses settle in a divorce by mutual consent? Choose all that are right.',
      ],
      [
        ['Het verblijf van de kinderen', 'L’hébergement des enfants', 'Where the children live'],
        ['De bijdrage in hun kosten', 'La contribution à leurs frais', 'The contribution to their costs'],
        ['De verdeling van de goederen', 'Le partage des biens', 'The division of property'],
      ],
      [['De schuldvraag', 'La question de la faute', 'Who is to blame']],
    ),
    ask(
      [
        'Welke rechtbank is bevoegd voor familiezaken?',
        'Quel tribunal est compétent en matière familiale ?',
        'Which court has jurisdiction in family matters?',
      ],
      [['De familierechtbank', 'Le tribunal de la famille', 'The family court']],
      [
        ['De ondernemingsrechtbank', 'Le tribunal de l’entreprise', 'The enterprise court'],
        ['Het arbeidshof', 'La cour du travail', 'The labour court of appeal'],
      ],
    ),
    ask(
      [
        'Waarop let u het eerst bij een verblijfsregeling?',
        'À quoi veillez-vous d’abord dans un accord d’hébergement ?',
        'What comes first in an arrangement about where a child lives?',
      ],
      [['Het belang van het kind', 'L’intérêt de l’enfant', 'The interest of the child']],
      [
        ['De afstand tot het kantoor', 'La distance jusqu’au cabinet', 'The distance to the office'],
        ['Het inkomen van de grootouders', 'Le revenu des grands-parents', 'The grandparents’ income'],
      ],
    ),
  ],
};

export const mediation: DemoTheme = {
  about: [
    'Gesprekstechniek, structuur en grenzen van bemiddeling: geoefend op gefilmde gesprekken met acteurs.',
    'Techniques d’entretien, structure et limites de la médiation : exercées sur des entretiens filmés avec des acteurs.',
    'Conversation technique, structure and limits of mediation: practised on filmed conversations with actors.',
  ],
  questions: [
    ask(
      [
        'Wie beslist over de uitkomst van een bemiddeling?',
        'Qui décide de l’issue d’une médiation ?',
        'Who decides the outcome of a mediation?',
      ],
      [['De partijen', 'Les parties', 'The parties']],
      [
        ['De bemiddelaar', 'Le médiateur', 'The mediator'],
        ['De rechter', 'Le juge', 'The judge'],
      ],
    ),
    ask(
      [
        'Wat geldt voor wat in de bemiddeling gezegd wordt?',
        'Qu’en est-il de ce qui se dit en médiation ?',
        'What applies to what is said in mediation?',
      ],
      [['Het is vertrouwelijk', 'C’est confidentiel', 'It is confidential']],
      [
        ['Het mag als bewijs dienen', 'Cela peut servir de preuve', 'It may serve as evidence'],
        ['Het wordt openbaar verslagen', 'Cela fait l’objet d’un rapport public', 'It is publicly reported'],
      ],
    ),
    ask(
      [
        'Welke houding past een bemiddelaar? Kies alles wat juist is.',
        'Quelle attitude convient au médiateur ? Choisissez tout ce qui est juste.',
        'Which attitude befits a mediator? Choose all that are right.',
      ],
      [
        ['Onafhankelijk', 'Indépendant', 'Independent'],
        ['Onpartijdig', 'Impartial', 'Impartial'],
        ['Neutraal', 'Neutre', 'Neutral'],
      ],
      [['Sturend naar een uitkomst', 'Orienté vers une issue', 'Steering to an outcome']],
    ),
    ask(
      [
        'Hoe wordt een akkoord van een erkend bemiddelaar uitvoerbaar?',
        'Comment l’accord d’un médiateur agréé devient-il exécutoire ?',
        'How does an agreement before an accredited mediator become enforceable?',
      ],
      [['Door homologatie door de rechter', 'Par homologation du juge', 'By the court’s approval (homologation)']],
      [
        ['Door publicatie in het Staatsblad', 'Par publication au Moniteur', 'By publication in the gazette'],
        ['Door de handtekening van de bemiddelaar', 'Par la signature du médiateur', 'By the mediator’s signature'],
      ],
    ),
    ask(
      ['Wat is een open vraag?', 'Qu’est-ce qu’une question ouverte ?', 'What is an open question?'],
      [['“Wat is voor u belangrijk?”', '« Qu’est-ce qui est important pour vous ? »', '“What matters to you?”']],
      [
        ['“Gaat u akkoord?”', '« Êtes-vous d’accord ? »', '“Do you agree?”'],
        ['“U wilt zeker verkopen?”', '« Vous voulez sûrement vendre ? »', '“You surely want to sell?”'],
      ],
    ),
    ask(
      [
        'Wat onderscheidt een belang van een standpunt?',
        'Qu’est-ce qui distingue un intérêt d’une position ?',
        'What sets an interest apart from a position?',
      ],
      [
        [
          'Het belang zegt waarom iemand iets wil',
          'L’intérêt dit pourquoi quelqu’un veut quelque chose',
          'The interest says why somebody wants something',
        ],
      ],
      [
        ['Een belang is altijd financieel', 'Un intérêt est toujours financier', 'An interest is always financial'],
        ['Er is geen verschil', 'Il n’y a pas de différence', 'There is no difference'],
      ],
    ),
  ],
};
