import { ask, type DemoTheme } from '../shapes.ts';

export const procedure: DemoTheme = {
  about: [
    'Procesvoering zonder fouten: termijnen, conclusies, bewijs en rechtsmiddelen met een tijdlijn per stap.',
    'Plaider sans faute : délais, conclusions, preuve et recours avec une ligne du temps par étape.',
    'Litigating without mistakes: time limits, briefs, evidence and appeals with a timeline per step.',
  ],
  questions: [
    ask(
      [
        'Wat is de gewone termijn om hoger beroep in te stellen in burgerlijke zaken?',
        'Quel est le délai ordinaire d’appel en matière civile ?',
        'What is the ordinary time to appeal in civil cases?',
      ],
      [['Eén maand', 'Un mois', 'One month']],
      [
        ['Acht dagen', 'Huit jours', 'Eight days'],
        ['Zes maanden', 'Six mois', 'Six months'],
      ],
    ),
    ask(
      [
        'Vanaf wanneer loopt die termijn gewoonlijk?',
        'À partir de quand ce délai court-il habituellement ?',
        'From when does that time usually run?',
      ],
      [['Vanaf de betekening van het vonnis', 'De la signification du jugement', 'From service of the judgment']],
      [
        ['Vanaf de pleidooien', 'Des plaidoiries', 'From the hearing'],
        ['Vanaf de dagvaarding', 'De la citation', 'From the writ'],
      ],
    ),
    ask(
      [
        'Wat gebeurt met conclusies die te laat komen?',
        'Qu’advient-il de conclusions tardives ?',
        'What happens to late briefs?',
      ],
      [
        [
          'Ze worden in beginsel uit de debatten geweerd',
          'Elles sont en principe écartées des débats',
          'They are excluded from the debate in principle',
        ],
      ],
      [
        ['Ze kosten een boete', 'Elles coûtent une amende', 'They cost a fine'],
        ['Niets', 'Rien', 'Nothing'],
      ],
    ),
    ask(
      ['Wie draagt de bewijslast?', 'Qui supporte la charge de la preuve ?', 'Who bears the burden of proof?'],
      [
        [
          'Wie zich op een recht of feit beroept',
          'Celui qui invoque un droit ou un fait',
          'Whoever relies on a right or fact',
        ],
      ],
      [
        ['Altijd de verweerder', 'Toujours le défendeur', 'Always the defendant'],
        ['De rechter', 'Le juge', 'The judge'],
      ],
    ),
    ask(
      [
        'Waarvoor kan een kort geding dienen?',
        'À quoi peut servir un référé ?',
        'What can summary proceedings be for?',
      ],
      [
        [
          'Een voorlopige maatregel bij hoogdringendheid',
          'Une mesure provisoire en cas d’urgence',
          'A provisional measure in urgency',
        ],
      ],
      [
        ['Een definitieve schadevergoeding', 'Une indemnisation définitive', 'Final damages'],
        ['Een echtscheiding', 'Un divorce', 'A divorce'],
      ],
    ),
    ask(
      [
        'Welke zijn gewone rechtsmiddelen? Kies alles wat juist is.',
        'Lesquels sont des recours ordinaires ? Choisissez tout ce qui est juste.',
        'Which are ordinary remedies? Choose all that are right.',
      ],
      [
        ['Hoger beroep', 'L’appel', 'Appeal'],
        ['Verzet', 'L’opposition', 'Opposition (against a default judgment)'],
      ],
      [
        ['Cassatie', 'La cassation', 'Cassation'],
        ['Derdenverzet', 'La tierce opposition', 'Third-party opposition'],
      ],
    ),
  ],
};

export const digital: DemoTheme = {
  about: [
    'AI, elektronische handtekening en veilig delen: wat mag, wat werkt en wat u beter laat.',
    'IA, signature électronique et partage sûr : ce qui est permis, ce qui marche et ce qu’il vaut mieux éviter.',
    'AI, electronic signatures and safe sharing: what is allowed, what works and what is better left alone.',
  ],
  questions: [
    ask(
      [
        'Een AI-assistent noemt een arrest. Wat doet u?',
        'Un assistant IA cite un arrêt. Que faites-vous ?',
        'An AI assistant cites a judgment. What do you do?',
      ],
      [
        [
          'Het opzoeken in de bron vóór gebruik',
          'Le vérifier à la source avant usage',
          'Look it up at the source before use',
        ],
      ],
      [
        ['Het overnemen', 'Le reprendre', 'Copy it'],
        [
          'De assistent vragen of het juist is',
          'Demander à l’assistant si c’est exact',
          'Ask the assistant whether it is right',
        ],
      ],
    ),
    ask(
      [
        'Welke elektronische handtekening staat gelijk met een handgeschreven?',
        'Quelle signature électronique équivaut à une signature manuscrite ?',
        'Which electronic signature equals a handwritten one?',
      ],
      [['De gekwalificeerde', 'La signature qualifiée', 'The qualified one']],
      [
        ['Een gescande handtekening', 'Une signature scannée', 'A scanned signature'],
        ['Een naam onder een e-mail', 'Un nom sous un courriel', 'A name below an e-mail'],
      ],
    ),
    ask(
      [
        'Wat zet u niet in een publieke AI-dienst? Kies alles wat juist is.',
        'Que n’introduisez-vous pas dans un service d’IA public ? Choisissez tout ce qui est juste.',
        'What do you not put into a public AI service? Choose all that are right.',
      ],
      [
        ['Namen van cliënten', 'Des noms de clients', 'Names of clients'],
        ['Stukken uit een dossier', 'Des pièces d’un dossier', 'Documents from a file'],
      ],
      [
        ['Een gepubliceerde wettekst', 'Un texte de loi publié', 'A published act'],
        ['Een algemene taalvraag', 'Une question de langue générale', 'A general language question'],
      ],
    ),
    ask(
      [
        'Wat vraagt de AI-verordening van wie AI inzet, sinds februari 2025?',
        'Que demande le règlement IA aux utilisateurs d’IA depuis février 2025 ?',
        'What does the AI Act ask of those who deploy AI, since February 2025?',
      ],
      [
        [
          'Voldoende AI-geletterdheid van het personeel',
          'Une maîtrise suffisante de l’IA par le personnel',
          'Sufficient AI literacy of staff',
        ],
      ],
      [
        ['Een vergunning per gebruiker', 'Une licence par utilisateur', 'A permit per user'],
        ['Een eigen taalmodel', 'Un modèle de langage propre', 'A language model of one’s own'],
      ],
    ),
    ask(
      [
        'Wat beschermt een account het best?',
        'Qu’est-ce qui protège le mieux un compte ?',
        'What protects an account best?',
      ],
      [['Een tweede factor', 'Un second facteur', 'A second factor']],
      [
        [
          'Een kort wachtwoord dat men onthoudt',
          'Un mot de passe court et mémorisable',
          'A short password that one remembers',
        ],
        ['Elke maand hetzelfde wachtwoord', 'Le même mot de passe chaque mois', 'The same password every month'],
      ],
    ),
    ask(
      [
        'U krijgt een mail met een gewijzigd rekeningnummer. Wat doet u?',
        'Vous recevez un courriel avec un numéro de compte modifié. Que faites-vous ?',
        'You get a mail with a changed account number. What do you do?',
      ],
      [
        [
          'Bellen op een nummer dat u al kende',
          'Appeler à un numéro déjà connu',
          'Call a number that you already knew',
        ],
      ],
      [
        ['De mail beantwoorden', 'Répondre au courriel', 'Reply to the mail'],
        ['Betalen en opvolgen', 'Payer et suivre', 'Pay and follow up'],
      ],
    ),
  ],
};
