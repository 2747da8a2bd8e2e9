import { ask, type DemoTheme } from '../shapes.ts';

export const deontology: DemoTheme = {
  about: [
    'Beroepsgeheim, onafhankelijkheid en belangenconflicten: wat de regels vragen en hoe u ze in een druk kantoor volhoudt.',
    'Secret professionnel, indépendance et conflits d’intérêts : ce que les règles demandent et comment les tenir dans un cabinet chargé.',
    'Professional secrecy, independence and conflicts of interest: what the rules ask and how to live up to them in a busy office.',
  ],
  questions: [
    ask(
      [
        'Wanneer eindigt het beroepsgeheim?',
        'Quand le secret professionnel prend-il fin ?',
        'When does professional secrecy end?',
      ],
      [
        [
          'Nooit, ook niet na het dossier',
          'Jamais, même après la fin du dossier',
          'Never, not even after the file is closed',
        ],
      ],
      [
        ['Bij de slotnota', 'À la note finale', 'With the final bill'],
        ['Vijf jaar na het dossier', 'Cinq ans après le dossier', 'Five years after the file'],
      ],
    ),
    ask(
      [
        'Wat doet u eerst bij een nieuwe cliënt?',
        'Que faites-vous d’abord avec un nouveau client ?',
        'What do you do first with a new client?',
      ],
      [
        [
          'Nagaan of er een belangenconflict is',
          'Vérifier s’il existe un conflit d’intérêts',
          'Check for a conflict of interest',
        ],
      ],
      [
        ['Een voorschot vragen', 'Demander une provision', 'Ask for a deposit'],
        ['De tegenpartij opbellen', 'Téléphoner à la partie adverse', 'Call the other party'],
      ],
    ),
    ask(
      [
        'Twee cliënten van hetzelfde kantoor krijgen een geschil met elkaar. Wat nu?',
        'Deux clients du même cabinet entrent en litige l’un contre l’autre. Que faire ?',
        'Two clients of the same office come into dispute with each other. What now?',
      ],
      [
        [
          'Het kantoor treedt voor geen van beiden op',
          'Le cabinet n’intervient pour aucun des deux',
          'The office acts for neither of them',
        ],
      ],
      [
        [
          'Twee medewerkers verdelen het dossier',
          'Deux collaborateurs se partagent le dossier',
          'Two colleagues split the file',
        ],
        [
          'De oudste cliënt heeft voorrang',
          'Le client le plus ancien a priorité',
          'The longest-standing client takes precedence',
        ],
      ],
    ),
    ask(
      [
        'Wie is door het beroepsgeheim gebonden? Kies alles wat juist is.',
        'Qui est tenu au secret professionnel ? Choisissez tout ce qui est juste.',
        'Who is bound by professional secrecy? Choose all that are right.',
      ],
      [
        ['De beroepsbeoefenaar zelf', 'Le professionnel lui-même', 'The professional'],
        ['De medewerkers van het kantoor', 'Les collaborateurs du cabinet', 'The staff of the office'],
        ['De stagiair', 'Le stagiaire', 'The trainee'],
      ],
      [['De cliënt', 'Le client', 'The client']],
    ),
    ask(
      ['Hoe maakt u uw tarief bekend?', 'Comment communiquez-vous votre tarif ?', 'How do you make your rate known?'],
      [
        [
          'Vooraf en begrijpelijk, het best schriftelijk',
          'À l’avance et clairement, de préférence par écrit',
          'Beforehand and clearly, preferably in writing',
        ],
      ],
      [
        ['Bij de eerste ereloonnota', 'Avec la première note d’honoraires', 'With the first bill'],
        ['Alleen als de cliënt erom vraagt', 'Uniquement si le client le demande', 'Only when the client asks'],
      ],
    ),
    ask(
      [
        'Een vriend vraagt of mevrouw X uw cliënt is. Wat antwoordt u?',
        'Un ami demande si Madame X est votre cliente. Que répondez-vous ?',
        'A friend asks whether Ms X is your client. What do you answer?',
      ],
      [
        [
          'Niets: ook de naam van een cliënt valt onder het geheim',
          'Rien : le nom d’un client est lui aussi couvert par le secret',
          'Nothing: the name of a client is covered too',
        ],
      ],
      [
        ['Ja of neen, zonder details', 'Oui ou non, sans détails', 'Yes or no, without details'],
        [
          'Dat hij het aan haar moet vragen, want zij is cliënte',
          'Qu’il doit le lui demander, puisqu’elle est cliente',
          'That he should ask her, since she is a client',
        ],
      ],
    ),
  ],
};

export const aml: DemoTheme = {
  about: [
    'Cliëntenonderzoek, uiteindelijk begunstigden en meldingen: de antiwitwaswet stap voor stap toegepast op uw dossiers.',
    'Vigilance, bénéficiaires effectifs et déclarations : la loi anti-blanchiment appliquée pas à pas à vos dossiers.',
    'Client due diligence, beneficial owners and reports: the anti-money-laundering act applied to your files step by step.',
  ],
  questions: [
    ask(
      [
        'Vanaf welk belang is iemand zeker uiteindelijk begunstigde van een vennootschap?',
        'À partir de quelle participation une personne est-elle à coup sûr bénéficiaire effectif d’une société ?',
        'From which share is somebody certainly a beneficial owner of a company?',
      ],
      [['Meer dan 25 %', 'Plus de 25 %', 'More than 25 %']],
      [
        ['Meer dan 10 %', 'Plus de 10 %', 'More than 10 %'],
        ['Meer dan 50 %', 'Plus de 50 %', 'More than 50 %'],
      ],
    ),
    ask(
      [
        'Aan wie meldt u een vermoeden van witwassen?',
        'À qui déclarez-vous un soupçon de blanchiment ?',
        'To whom do you report a suspicion of money laundering?',
      ],
      [
        [
          'De CFI, zo nodig via uw orde',
          'La CTIF, le cas échéant via votre ordre',
          'The financial intelligence unit (CTIF-CFI), where needed through your bar',
        ],
      ],
      [
        ['De lokale politie', 'La police locale', 'The local police'],
        ['De bank van de cliënt', 'La banque du client', 'The client’s bank'],
      ],
    ),
    ask(
      [
        'Mag u de cliënt zeggen dat u een melding deed?',
        'Pouvez-vous dire au client que vous avez fait une déclaration ?',
        'May you tell the client that you made a report?',
      ],
      [['Neen, dat is verboden', 'Non, c’est interdit', 'No, that is forbidden']],
      [
        ['Ja, binnen de 24 uur', 'Oui, dans les 24 heures', 'Yes, within 24 hours'],
        ['Ja, als hij het vraagt', 'Oui, s’il le demande', 'Yes, when asked'],
      ],
    ),
    ask(
      [
        'Wanneer is verscherpte waakzaamheid nodig? Kies alles wat juist is.',
        'Quand une vigilance renforcée s’impose-t-elle ? Choisissez tout ce qui est juste.',
        'When is enhanced due diligence needed? Choose all that are right.',
      ],
      [
        [
          'Bij een politiek prominente persoon',
          'Pour une personne politiquement exposée',
          'With a politically exposed person',
        ],
        ['Bij een derde land met hoog risico', 'Pour un pays tiers à haut risque', 'With a high-risk third country'],
      ],
      [
        ['Bij elke handelaar', 'Pour tout commerçant', 'With every trader'],
        ['Bij elke cliënt ouder dan 65', 'Pour tout client de plus de 65 ans', 'With every client over 65'],
      ],
    ),
    ask(
      [
        'Hoelang bewaart u de stukken van het cliëntenonderzoek?',
        'Combien de temps conservez-vous les pièces de la vigilance ?',
        'How long do you keep the due diligence documents?',
      ],
      [
        [
          'Tien jaar na het einde van de relatie',
          'Dix ans après la fin de la relation',
          'Ten years after the relation ends',
        ],
      ],
      [
        ['Eén jaar', 'Un an', 'One year'],
        ['Tot de btw-controle', 'Jusqu’au contrôle TVA', 'Until the VAT inspection'],
      ],
    ),
    ask(
      [
        'Wat hoort in een risicobeoordeling op kantoorniveau?',
        'Que contient une évaluation des risques au niveau du cabinet ?',
        'What belongs in a risk assessment of the whole office?',
      ],
      [
        [
          'Cliënten, diensten, kanalen en landen',
          'Clients, services, canaux et pays',
          'Clients, services, channels and countries',
        ],
      ],
      [
        ['Alleen de namen van de cliënten', 'Uniquement les noms des clients', 'Only the clients’ names'],
        ['De jaarrekening van het kantoor', 'Les comptes annuels du cabinet', 'The annual accounts of the office'],
      ],
    ),
  ],
};

export const privacy: DemoTheme = {
  about: [
    'De AVG in een klein kantoor: register, bewaartermijnen, verzoeken van betrokkenen en wat u doet bij een lek.',
    'Le RGPD dans un petit cabinet : registre, durées de conservation, demandes des personnes et que faire en cas de fuite.',
    'The GDPR in a small office: records, retention, requests by data subjects and what to do about a breach.',
  ],
  questions: [
    ask(
      [
        'Binnen welke termijn meldt u een ernstig datalek aan de autoriteit?',
        'Dans quel délai notifiez-vous une violation grave à l’autorité ?',
        'Within what time do you report a serious breach to the authority?',
      ],
      [['72 uur', '72 heures', '72 hours']],
      [
        ['Eén maand', 'Un mois', 'One month'],
        ['14 dagen', '14 jours', '14 days'],
      ],
    ),
    ask(
      [
        'Binnen welke termijn beantwoordt u een verzoek om inzage?',
        'Dans quel délai répondez-vous à une demande d’accès ?',
        'Within what time do you answer a request for access?',
      ],
      [['Eén maand, verlengbaar met twee', 'Un mois, prolongeable de deux', 'One month, which can be extended by two']],
      [
        ['72 uur', '72 heures', '72 hours'],
        ['Zes maanden', 'Six mois', 'Six months'],
      ],
    ),
    ask(
      ['Wat is dataminimalisatie?', 'Qu’est-ce que la minimisation des données ?', 'What is data minimisation?'],
      [
        [
          'Alleen verwerken wat voor het doel nodig is',
          'Ne traiter que ce qui est nécessaire au but',
          'Processing only what the purpose needs',
        ],
      ],
      [
        ['Bestanden comprimeren', 'Compresser les fichiers', 'Compressing files'],
        ['Alles op papier bewaren', 'Tout conserver sur papier', 'Keeping everything on paper'],
      ],
    ),
    ask(
      [
        'Welke zijn rechtsgronden voor een verwerking? Kies alles wat juist is.',
        'Lesquels sont des fondements d’un traitement ? Choisissez tout ce qui est juste.',
        'Which are legal bases for processing? Choose all that are right.',
      ],
      [
        ['Een wettelijke verplichting', 'Une obligation légale', 'A legal duty'],
        ['De uitvoering van een overeenkomst', 'L’exécution d’un contrat', 'The performance of a contract'],
        ['Toestemming', 'Le consentement', 'Consent'],
      ],
      [['Het is technisch eenvoudig', 'C’est techniquement simple', 'It is technically easy']],
    ),
    ask(
      [
        'Met wie sluit u een verwerkersovereenkomst?',
        'Avec qui concluez-vous un contrat de sous-traitance ?',
        'With whom do you conclude a processing agreement?',
      ],
      [
        [
          'Met wie voor u gegevens verwerkt, zoals de hostingfirma',
          'Avec qui traite des données pour vous, comme l’hébergeur',
          'With those who process data for you, such as the hosting firm',
        ],
      ],
      [
        ['Met elke cliënt', 'Avec chaque client', 'With each client'],
        ['Met de autoriteit', 'Avec l’autorité', 'With the authority'],
      ],
    ),
    ask(
      [
        'Mag u facturen wissen omdat een cliënt dat vraagt?',
        'Pouvez-vous effacer des factures parce qu’un client le demande ?',
        'May you erase invoices because a client asks?',
      ],
      [
        [
          'Neen, zolang de wet ze laat bewaren',
          'Non, tant que la loi impose de les conserver',
          'No, as long as the law makes you keep them',
        ],
      ],
      [
        ['Ja, altijd', 'Oui, toujours', 'Yes, always'],
        ['Ja, na betaling', 'Oui, après paiement', 'Yes, after payment'],
      ],
    ),
  ],
};
