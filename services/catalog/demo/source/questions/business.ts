import { ask, type DemoTheme } from '../shapes.ts';

export const company: DemoTheme = {
  about: [
    'Vennootschappen van oprichting tot vereffening: het WVV toegepast, met checklists voor bestuurders en adviseurs.',
    'Les sociétés de la constitution à la liquidation : le CSA appliqué, avec listes de contrôle pour administrateurs et conseils.',
    'Companies from formation to liquidation: the Companies Code applied, with checklists for directors and advisers.',
  ],
  questions: [
    ask(
      [
        'Hoeveel kapitaal vraagt de wet voor een bv?',
        'Quel capital la loi exige-t-elle pour une SRL ?',
        'How much capital does the law demand of a private company (bv/SRL)?',
      ],
      [
        [
          'Geen, wel een toereikend aanvangsvermogen',
          'Aucun, mais des capitaux propres de départ suffisants',
          'None, but sufficient initial equity',
        ],
      ],
      [
        ['18 550 euro', '18 550 euros', '18,550 euros'],
        ['61 500 euro', '61 500 euros', '61,500 euros'],
      ],
    ),
    ask(
      [
        'Welke toetsen gaan een uitkering in een bv vooraf? Kies alles wat juist is.',
        'Quels tests précèdent une distribution dans une SRL ? Choisissez tout ce qui est juste.',
        'Which tests come before a distribution in a private company? Choose all that are right.',
      ],
      [
        ['De nettoactieftest', 'Le test d’actif net', 'The net assets test'],
        ['De liquiditeitstest', 'Le test de liquidité', 'The liquidity test'],
      ],
      [
        ['De btw-test', 'Le test TVA', 'The VAT test'],
        ['De personeelstest', 'Le test du personnel', 'The staff test'],
      ],
    ),
    ask(
      [
        'Wat hoort bij de oprichting van een bv?',
        'Que faut-il à la constitution d’une SRL ?',
        'What goes with the formation of a private company?',
      ],
      [['Een financieel plan', 'Un plan financier', 'A financial plan']],
      [
        ['Een bankgarantie van een jaar', 'Une garantie bancaire d’un an', 'A bank guarantee of one year'],
        ['Een vergunning van de gemeente', 'Une autorisation communale', 'A permit of the municipality'],
      ],
    ),
    ask(
      [
        'Wanneer roept het bestuur de algemene vergadering samen wegens verlies?',
        'Quand l’organe convoque-t-il l’assemblée pour cause de perte ?',
        'When does the board call the meeting because of losses?',
      ],
      [
        [
          'Als het nettoactief negatief is of dreigt te worden',
          'Si l’actif net est ou risque de devenir négatif',
          'When net assets are or may become negative',
        ],
      ],
      [
        ['Bij elke kwartaaldaling', 'À chaque baisse trimestrielle', 'With each quarterly fall'],
        ['Alleen bij faillissement', 'Uniquement en cas de faillite', 'Only in bankruptcy'],
      ],
    ),
    ask(
      [
        'Wat doet een bestuurder met een tegenstrijdig belang?',
        'Que fait un administrateur en conflit d’intérêts ?',
        'What does a director with a conflicting interest do?',
      ],
      [
        [
          'Het melden en niet deelnemen aan de beslissing',
          'Il le signale et ne participe pas à la décision',
          'Declare it and stay out of the decision',
        ],
      ],
      [
        ['Zwijgen tot na de stemming', 'Se taire jusqu’après le vote', 'Keep silent until after the vote'],
        ['Ontslag nemen', 'Démissionner', 'Resign'],
      ],
    ),
    ask(
      [
        'Waar worden jaarrekeningen neergelegd?',
        'Où dépose-t-on les comptes annuels ?',
        'Where are annual accounts filed?',
      ],
      [['Bij de Nationale Bank', 'À la Banque nationale', 'With the National Bank']],
      [
        ['Bij de gemeente', 'À la commune', 'With the municipality'],
        ['Bij het vredegerecht', 'À la justice de paix', 'With the justice of the peace'],
      ],
    ),
  ],
};

export const vat: DemoTheme = {
  about: [
    'Btw met de aangifte ernaast: tarieven, aftrek, facturen en de elektronische factuur sinds 2026.',
    'La TVA, déclaration en main : taux, déductions, factures et la facture électronique depuis 2026.',
    'VAT with the return beside it: rates, deduction, invoices and the electronic invoice since 2026.',
  ],
  questions: [
    ask(
      [
        'Wat is het gewone btw-tarief in België?',
        'Quel est le taux normal de TVA en Belgique ?',
        'What is the standard VAT rate in Belgium?',
      ],
      [['21 %', '21 %', '21 %']],
      [
        ['6 %', '6 %', '6 %'],
        ['19 %', '19 %', '19 %'],
      ],
    ),
    ask(
      [
        'Sinds wanneer is de gestructureerde e-factuur tussen btw-plichtigen de regel?',
        'Depuis quand la facture électronique structurée est-elle la règle entre assujettis ?',
        'Since when is the structured e-invoice the rule between VAT payers?',
      ],
      [['1 januari 2026', '1er janvier 2026', '1 January 2026']],
      [
        ['1 januari 2020', '1er janvier 2020', '1 January 2020'],
        ['1 juli 2030', '1er juillet 2030', '1 July 2030'],
      ],
    ),
    ask(
      [
        'Is een pdf per e-mail een gestructureerde elektronische factuur?',
        'Un PDF par courriel est-il une facture électronique structurée ?',
        'Is a PDF by e-mail a structured electronic invoice?',
      ],
      [['Neen', 'Non', 'No']],
      [
        ['Ja', 'Oui', 'Yes'],
        ['Ja, met handtekening', 'Oui, avec signature', 'Yes, when signed'],
      ],
    ),
    ask(
      [
        'Welke vermeldingen horen op een factuur? Kies alles wat juist is.',
        'Quelles mentions figurent sur une facture ? Choisissez tout ce qui est juste.',
        'Which mentions belong on an invoice? Choose all that are right.',
      ],
      [
        ['Een volgnummer', 'Un numéro séquentiel', 'A sequential number'],
        ['Het btw-nummer van de leverancier', 'Le numéro de TVA du fournisseur', 'The supplier’s VAT number'],
        ['De maatstaf per tarief', 'La base par taux', 'The taxable base per rate'],
      ],
      [['De winstmarge', 'La marge bénéficiaire', 'The profit margin']],
    ),
    ask(
      [
        'Hoe wordt de btw op een factuur afgerond?',
        'Comment la TVA d’une facture est-elle arrondie ?',
        'How is the VAT of an invoice rounded?',
      ],
      [['Per tarief, op het totaal', 'Par taux, sur le total', 'Per rate, on the total']],
      [
        ['Per lijn naar boven', 'Par ligne, vers le haut', 'Per line, upwards'],
        ['Op hele euro’s', 'À l’euro entier', 'To whole euros'],
      ],
    ),
    ask(
      [
        'Wanneer is btw over een vooruitbetaalde dienst opeisbaar?',
        'Quand la TVA sur un service payé d’avance est-elle exigible ?',
        'When is VAT on a service paid in advance due?',
      ],
      [['Bij de betaling', 'Au paiement', 'On payment']],
      [
        ['Bij de jaarrekening', 'Aux comptes annuels', 'With the annual accounts'],
        ['Na vijf jaar', 'Après cinq ans', 'After five years'],
      ],
    ),
  ],
};

export const tax: DemoTheme = {
  about: [
    'Directe belastingen voor de kmo en haar bestuurder, met rekenvoorbeelden die u meteen kunt hergebruiken.',
    'Impôts directs de la PME et de son dirigeant, avec des exemples de calcul immédiatement réutilisables.',
    'Direct taxes of the small company and its director, with worked examples that you can reuse at once.',
  ],
  questions: [
    ask(
      [
        'Wat is het gewone tarief van de vennootschapsbelasting?',
        'Quel est le taux ordinaire de l’impôt des sociétés ?',
        'What is the ordinary corporate tax rate?',
      ],
      [['25 %', '25 %', '25 %']],
      [
        ['33,99 %', '33,99 %', '33.99 %'],
        ['15 %', '15 %', '15 %'],
      ],
    ),
    ask(
      [
        'Op welke eerste schijf kan het verlaagd kmo-tarief gelden?',
        'Sur quelle première tranche le taux réduit PME peut-il s’appliquer ?',
        'To which first slice can the reduced rate apply?',
      ],
      [['100 000 euro', '100 000 euros', '100,000 euros']],
      [
        ['25 000 euro', '25 000 euros', '25,000 euros'],
        ['1 000 000 euro', '1 000 000 euros', '1,000,000 euros'],
      ],
    ),
    ask(
      [
        'Waartoe dienen voorafbetalingen?',
        'À quoi servent les versements anticipés ?',
        'What are advance payments for?',
      ],
      [['Een vermeerdering van de belasting vermijden', 'Éviter une majoration d’impôt', 'To avoid a surcharge']],
      [
        ['De btw verlagen', 'Réduire la TVA', 'To lower VAT'],
        ['Dividend uitkeren', 'Distribuer un dividende', 'To pay a dividend'],
      ],
    ),
    ask(
      [
        'Welke kosten zijn in beginsel aftrekbaar? Kies alles wat juist is.',
        'Quels frais sont en principe déductibles ? Choisissez tout ce qui est juste.',
        'Which costs are deductible in principle? Choose all that are right.',
      ],
      [
        [
          'Kosten om belastbaar inkomen te verkrijgen',
          'Frais pour acquérir des revenus imposables',
          'Costs made to gain taxable income',
        ],
        ['Beroepsopleiding', 'La formation professionnelle', 'Professional training'],
      ],
      [
        ['Verkeersboetes', 'Les amendes de roulage', 'Traffic fines'],
        ['Privévakanties', 'Les vacances privées', 'Private holidays'],
      ],
    ),
    ask(
      ['Wie bewijst dat een kost echt is?', 'Qui prouve la réalité d’un frais ?', 'Who proves that a cost is real?'],
      [['De belastingplichtige', 'Le contribuable', 'The taxpayer']],
      [
        ['De fiscus', 'Le fisc', 'The tax office'],
        ['De leverancier', 'Le fournisseur', 'The supplier'],
      ],
    ),
    ask(
      [
        'Wat doet u eerst bij een vraag om inlichtingen van de fiscus?',
        'Que faites-vous d’abord lors d’une demande de renseignements du fisc ?',
        'What do you do first with a request for information of the tax office?',
      ],
      [['De antwoordtermijn noteren', 'Noter le délai de réponse', 'Note the time to answer']],
      [
        ['Bezwaar indienen', 'Introduire une réclamation', 'File an objection'],
        ['De aanslag betalen', 'Payer la cotisation', 'Pay the assessment'],
      ],
    ),
  ],
};
