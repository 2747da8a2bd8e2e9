import type { Facts, Template } from './letter.ts';
import type { Values } from './values.ts';

const documentFacts = (v: Values<'document-to-organisation'>): Facts => [
  ['number', v.text('number')],
  ['total', v.money('totalCents')],
];

/** Who ordered for an organisation hears that its document was sent (C-14). */
export const documentToOrganisation: Template<'document-to-organisation'> = {
  nl: (v) => ({
    subject: v.is('isInvoice') ? `Betaald: ${v.text('number')}` : `Besteld voor ${v.text('organisation')}`,
    paragraphs: [
      v.is('isInvoice')
        ? `Uw bestelling voor ${v.text('organisation')} is betaald. De factuur ging naar ${v.text('email')}.`
        : `Uw bestelling voor ${v.text('organisation')} is er. De pro-formafactuur ging naar ${v.text('email')}.`,
    ],
    facts: documentFacts(v),
  }),
  fr: (v) => ({
    subject: v.is('isInvoice') ? `Payée : ${v.text('number')}` : `Commandé pour ${v.text('organisation')}`,
    paragraphs: [
      v.is('isInvoice')
        ? `Votre commande pour ${v.text('organisation')} est payée. La facture a été envoyée à ${v.text('email')}.`
        : `Votre commande pour ${v.text('organisation')} est enregistrée. La facture pro forma a été envoyée à ${v.text('email')}.`,
    ],
    facts: documentFacts(v),
  }),
  en: (v) => ({
    subject: v.is('isInvoice') ? `Paid: ${v.text('number')}` : `Ordered for ${v.text('organisation')}`,
    paragraphs: [
      v.is('isInvoice')
        ? `Your order for ${v.text('organisation')} was paid. The invoice was sent to ${v.text('email')}.`
        : `Your order for ${v.text('organisation')} is here. The pro-forma invoice was sent to ${v.text('email')}.`,
    ],
    facts: documentFacts(v),
  }),
};

const leftFacts = (v: Values<'learner-left'>): Facts => [
  ['number', v.text('number')],
  ['course', v.text('courseTitle')],
];

export const learnerLeft: Template<'learner-left'> = {
  nl: (v) => ({
    subject: `${v.text('learner')} volgt de cursus niet meer`,
    paragraphs: [
      `${v.text('learner')} hoort niet meer bij uw organisatie en had deze cursus niet geactiveerd. Bij de bestelling geeft u de plaats aan iemand anders.`,
    ],
    facts: leftFacts(v),
  }),
  fr: (v) => ({
    subject: `${v.text('learner')} ne suit plus le cours`,
    paragraphs: [
      `${v.text('learner')} ne fait plus partie de votre organisation et n’avait pas activé ce cours. Dans la commande, vous donnez la place à quelqu’un d’autre.`,
    ],
    facts: leftFacts(v),
  }),
  en: (v) => ({
    subject: `${v.text('learner')} no longer takes the course`,
    paragraphs: [
      `${v.text('learner')} is no longer of your organisation and had not activated this course. At the order you give the place to somebody else.`,
    ],
    facts: leftFacts(v),
  }),
};

const askedFacts = (v: Values<'order-request-asked'>): Facts => [
  ['course', v.text('courses')],
  ['amount', v.money('netCents')],
  ['validUntil', v.day('lapsesAt')],
];

export const orderRequestAsked: Template<'order-request-asked'> = {
  nl: (v) => ({
    subject: `${v.text('employee')} wil een cursus volgen`,
    paragraphs: [
      `${v.text('employee')} vraagt om voor de organisatie te bestellen. Zegt u ja, dan is het een bestelling; zonder antwoord vervalt de vraag. Het bedrag is zonder btw.`,
    ],
    facts: askedFacts(v),
    button: { text: 'Antwoorden', url: v.text('loginUrl') },
  }),
  fr: (v) => ({
    subject: `${v.text('employee')} veut suivre un cours`,
    paragraphs: [
      `${v.text('employee')} demande à commander pour l’organisation. Si vous dites oui, c’est une commande ; sans réponse, la demande devient caduque. Le montant est hors TVA.`,
    ],
    facts: askedFacts(v),
    button: { text: 'Répondre', url: v.text('loginUrl') },
  }),
  en: (v) => ({
    subject: `${v.text('employee')} wants to take a course`,
    paragraphs: [
      `${v.text('employee')} asks to order for the organisation. If you say yes it is an order; without an answer the request lapses. The amount is without VAT.`,
    ],
    facts: askedFacts(v),
    button: { text: 'Answer', url: v.text('loginUrl') },
  }),
};

const endedFacts = (v: Values<'order-request-ended'>): Facts => [
  ['course', v.text('courses')],
  ['number', v.text('number')],
  ['reason', v.text('reason')],
];

/** How it stands with what an employee asked for. */
const outcomeOf = (v: Values<'order-request-ended'>) =>
  v.is('isLapsed') ? 'lapsed' : v.text('number') === '' ? 'refused' : 'approved';

export const orderRequestEnded: Template<'order-request-ended'> = {
  nl: (v) => ({
    subject: {
      approved: `Goedgekeurd: ${v.text('courses')}`,
      refused: `Niet goedgekeurd: ${v.text('courses')}`,
      lapsed: `Vervallen: ${v.text('courses')}`,
    }[outcomeOf(v)],
    paragraphs: [
      {
        approved: `De aanvraag van ${v.text('employee')} werd goedgekeurd en is nu een bestelling.`,
        refused: `De aanvraag van ${v.text('employee')} werd niet goedgekeurd.`,
        lapsed: `Niemand antwoordde op de aanvraag van ${v.text('employee')}. Ze is vervallen, en kan opnieuw gedaan worden.`,
      }[outcomeOf(v)],
    ],
    facts: endedFacts(v),
  }),
  fr: (v) => ({
    subject: {
      approved: `Approuvé : ${v.text('courses')}`,
      refused: `Non approuvé : ${v.text('courses')}`,
      lapsed: `Caduc : ${v.text('courses')}`,
    }[outcomeOf(v)],
    paragraphs: [
      {
        approved: `La demande de ${v.text('employee')} est approuvée ; c’est maintenant une commande.`,
        refused: `La demande de ${v.text('employee')} n’est pas approuvée.`,
        lapsed: `Personne n’a répondu à la demande de ${v.text('employee')}. Elle est caduque, et peut être refaite.`,
      }[outcomeOf(v)],
    ],
    facts: endedFacts(v),
  }),
  en: (v) => ({
    subject: {
      approved: `Approved: ${v.text('courses')}`,
      refused: `Not approved: ${v.text('courses')}`,
      lapsed: `Lapsed: ${v.text('courses')}`,
    }[outcomeOf(v)],
    paragraphs: [
      {
        approved: `The request of ${v.text('employee')} was approved, and is an order now.`,
        refused: `The request of ${v.text('employee')} was not approved.`,
        lapsed: `Nobody answered the request of ${v.text('employee')}. It has lapsed, and can be made again.`,
      }[outcomeOf(v)],
    ],
    facts: endedFacts(v),
  }),
};
