import { ask, type DemoTheme } from '../shapes.ts';

export const rental: DemoTheme = {
  about: [
    'Woninghuur in de drie gewesten: duur, waarborg, plaatsbeschrijving, indexatie en opzeg, met voorbeeldbrieven.',
    'Le bail d’habitation dans les trois régions : durée, garantie, état des lieux, indexation et congé, avec lettres types.',
    'Residential letting in the three regions: term, deposit, inventory, indexation and notice, with model letters.',
  ],
  questions: [
    ask(
      [
        'Wat is de gewone duur van een huur van een hoofdverblijfplaats?',
        'Quelle est la durée ordinaire du bail de résidence principale ?',
        'What is the usual term of a lease of a main residence?',
      ],
      [['Negen jaar', 'Neuf ans', 'Nine years']],
      [
        ['Eén jaar', 'Un an', 'One year'],
        ['Zes jaar', 'Six ans', 'Six years'],
      ],
    ),
    ask(
      [
        'Wie laat de huurovereenkomst van een woning registreren?',
        'Qui fait enregistrer le bail d’habitation ?',
        'Who has a residential lease registered?',
      ],
      [['De verhuurder', 'Le bailleur', 'The landlord']],
      [
        ['De huurder', 'Le preneur', 'The tenant'],
        ['De gemeente', 'La commune', 'The municipality'],
      ],
    ),
    ask(
      [
        'Waartoe dient een plaatsbeschrijving bij intrede?',
        'À quoi sert un état des lieux d’entrée ?',
        'What is an inventory at the start for?',
      ],
      [
        [
          'Om huurschade op het einde te kunnen aantonen',
          'À pouvoir établir les dégâts locatifs à la fin',
          'To be able to prove damage at the end',
        ],
      ],
      [
        ['Om de huurprijs te bepalen', 'À fixer le loyer', 'To set the rent'],
        ['Om het kadastraal inkomen te verlagen', 'À réduire le revenu cadastral', 'To lower the cadastral income'],
      ],
    ),
    ask(
      [
        'Wat mag een makelaar aan een kandidaat-huurder vragen? Kies alles wat juist is.',
        'Que peut demander un agent à un candidat locataire ? Choisissez tout ce qui est juste.',
        'What may an agent ask a prospective tenant? Choose all that are right.',
      ],
      [
        ['Bewijs van inkomsten', 'Une preuve de revenus', 'Proof of income'],
        ['Het aantal bewoners', 'Le nombre d’occupants', 'The number of occupants'],
      ],
      [
        ['Zijn geloof', 'Sa religion', 'Their religion'],
        ['Zijn afkomst', 'Son origine', 'Their origin'],
      ],
    ),
    ask(
      [
        'Hoe vaak mag de huurprijs geïndexeerd worden?',
        'Combien de fois le loyer peut-il être indexé ?',
        'How often may the rent be indexed?',
      ],
      [
        [
          'Eén keer per jaar, op de verjaardag',
          'Une fois par an, à la date anniversaire',
          'Once a year, on the anniversary',
        ],
      ],
      [
        ['Elke maand', 'Chaque mois', 'Every month'],
        ['Nooit', 'Jamais', 'Never'],
      ],
    ),
    ask(
      [
        'Welk attest moet bij de advertentie van een huurwoning beschikbaar zijn?',
        'Quel certificat doit être disponible lors de l’annonce d’un logement à louer ?',
        'Which certificate must be available when a dwelling is advertised for rent?',
      ],
      [
        [
          'Het energieprestatiecertificaat',
          'Le certificat de performance énergétique',
          'The energy performance certificate',
        ],
      ],
      [
        ['Het bodemattest', 'L’attestation du sol', 'The soil certificate'],
        ['De bouwvergunning', 'Le permis de bâtir', 'The building permit'],
      ],
    ),
  ],
};

export const sale: DemoTheme = {
  about: [
    'Een verkoop zonder verrassingen: opdracht, inlichtingen, opschortende voorwaarden en akte.',
    'Une vente sans surprise : mandat, renseignements, conditions suspensives et acte.',
    'A sale without surprises: mandate, information, conditions precedent and deed.',
  ],
  questions: [
    ask(
      [
        'Wanneer is een verkoop van een woning tussen partijen gesloten?',
        'Quand la vente d’une habitation est-elle conclue entre parties ?',
        'When is the sale of a home concluded between the parties?',
      ],
      [
        [
          'Bij akkoord over goed en prijs',
          'Dès l’accord sur la chose et le prix',
          'On agreement about property and price',
        ],
      ],
      [
        ['Bij de notariële akte', 'À l’acte notarié', 'With the notarial deed'],
        ['Bij de betaling van het saldo', 'Au paiement du solde', 'With payment of the balance'],
      ],
    ),
    ask(
      [
        'Wat doet een opschortende voorwaarde van een lening?',
        'Que fait une condition suspensive de crédit ?',
        'What does a condition precedent of a loan do?',
      ],
      [
        [
          'De koop gaat maar door als de lening er komt',
          'La vente n’a lieu que si le crédit est obtenu',
          'The sale goes through only when the loan is granted',
        ],
      ],
      [
        ['Ze verlaagt de prijs', 'Elle réduit le prix', 'It lowers the price'],
        ['Ze verplicht de bank', 'Elle oblige la banque', 'It binds the bank'],
      ],
    ),
    ask(
      [
        'Welke inlichtingen horen bij een verkoop in Vlaanderen? Kies alles wat juist is.',
        'Quels renseignements accompagnent une vente en Flandre ? Choisissez tout ce qui est juste.',
        'Which information goes with a sale in Flanders? Choose all that are right.',
      ],
      [
        ['Het bodemattest', 'L’attestation du sol', 'The soil certificate'],
        ['Het EPC', 'Le PEB', 'The energy certificate'],
        ['De overstromingsgevoeligheid', 'Le risque d’inondation', 'The flood risk'],
      ],
      [['Het testament van de verkoper', 'Le testament du vendeur', 'The seller’s will']],
    ),
    ask(
      [
        'Wie betaalt gewoonlijk de registratiebelasting?',
        'Qui paie habituellement les droits d’enregistrement ?',
        'Who usually pays the registration tax?',
      ],
      [['De koper', 'L’acheteur', 'The buyer']],
      [
        ['De verkoper', 'Le vendeur', 'The seller'],
        ['De makelaar', 'L’agent immobilier', 'The estate agent'],
      ],
    ),
    ask(
      [
        'Waar hoort een voorschot van de koper?',
        'Où verse-t-on l’acompte de l’acheteur ?',
        'Where does a buyer’s deposit belong?',
      ],
      [['Op een derdenrekening', 'Sur un compte de tiers', 'On a third-party account']],
      [
        ['Op de rekening van het kantoor', 'Sur le compte de l’agence', 'On the agency’s own account'],
        ['Contant bij de verkoper', 'En espèces chez le vendeur', 'In cash with the seller'],
      ],
    ),
    ask(
      [
        'Wanneer heeft de makelaar recht op zijn commissie?',
        'Quand l’agent a-t-il droit à sa commission ?',
        'When is the agent entitled to commission?',
      ],
      [
        [
          'Als hij een geldige opdracht heeft en de verkoop tot stand komt',
          'S’il a un mandat valable et que la vente se réalise',
          'With a valid mandate and a sale that comes about',
        ],
      ],
      [
        ['Bij elk bezoek', 'À chaque visite', 'With each viewing'],
        ['Bij het plaatsen van de advertentie', 'À la parution de l’annonce', 'When the advertisement appears'],
      ],
    ),
  ],
};

export const coownership: DemoTheme = {
  about: [
    'Mede-eigendom in de praktijk van de syndicus: algemene vergadering, werken, reservekapitaal en geschillen.',
    'La copropriété dans la pratique du syndic : assemblée générale, travaux, fonds de réserve et litiges.',
    'Co-ownership in the manager’s practice: general meeting, works, reserve fund and disputes.',
  ],
  questions: [
    ask(
      [
        'Hoe vaak is er minstens een gewone algemene vergadering?',
        'À quelle fréquence minimale se tient l’assemblée générale ordinaire ?',
        'How often is there at least an ordinary general meeting?',
      ],
      [['Eén keer per jaar', 'Une fois par an', 'Once a year']],
      [
        ['Om de drie jaar', 'Tous les trois ans', 'Every three years'],
        ['Elke maand', 'Chaque mois', 'Every month'],
      ],
    ),
    ask(
      [
        'Hoelang duurt het mandaat van een syndicus ten hoogste?',
        'Quelle est la durée maximale du mandat du syndic ?',
        'What is the longest term of a manager’s mandate?',
      ],
      [['Drie jaar, hernieuwbaar', 'Trois ans, renouvelables', 'Three years, renewable']],
      [
        ['Tien jaar', 'Dix ans', 'Ten years'],
        ['Onbepaald', 'Indéterminée', 'Indefinite'],
      ],
    ),
    ask(
      [
        'Hoeveel van de gewone uitgaven gaat jaarlijks minstens naar het reservekapitaal?',
        'Quelle part minimale des charges ordinaires va chaque année au fonds de réserve ?',
        'How much of the ordinary expenses goes to the reserve fund each year at least?',
      ],
      [['5 %', '5 %', '5 %']],
      [
        ['1 %', '1 %', '1 %'],
        ['25 %', '25 %', '25 %'],
      ],
    ),
    ask(
      [
        'Wie is lid van de vereniging van mede-eigenaars?',
        'Qui est membre de l’association des copropriétaires ?',
        'Who is a member of the association of co-owners?',
      ],
      [['Elke eigenaar van een kavel', 'Tout propriétaire d’un lot', 'Every owner of a lot']],
      [
        ['Elke bewoner', 'Tout occupant', 'Every occupant'],
        ['Alleen wie zich inschrijft', 'Seulement qui s’inscrit', 'Only those who register'],
      ],
    ),
    ask(
      [
        'Welke taken heeft de syndicus? Kies alles wat juist is.',
        'Quelles sont les tâches du syndic ? Choisissez tout ce qui est juste.',
        'Which tasks does the manager have? Choose all that are right.',
      ],
      [
        ['De beslissingen uitvoeren', 'Exécuter les décisions', 'Carry out the decisions'],
        ['De rekeningen voeren', 'Tenir les comptes', 'Keep the accounts'],
      ],
      [
        ['Privatieve delen verkopen', 'Vendre des parties privatives', 'Sell private parts'],
        ['De huurprijs van de kavels bepalen', 'Fixer le loyer des lots', 'Set the rent of the lots'],
      ],
    ),
    ask(
      [
        'Wat is nodig om te stemmen bij volmacht?',
        'Que faut-il pour voter par procuration ?',
        'What is needed to vote by proxy?',
      ],
      [
        [
          'Een schriftelijke volmacht op naam',
          'Une procuration écrite et nominative',
          'A written proxy that names the person',
        ],
      ],
      [
        ['Een telefoontje', 'Un appel téléphonique', 'A phone call'],
        ['Het akkoord van de buren', 'L’accord des voisins', 'The neighbours’ consent'],
      ],
    ),
  ],
};
