import { notPrintable, type Problem, problem } from '@leerhuis/http-api';
import type { Billing } from './domain/order.ts';

export function cartEmpty(): Problem {
  const message = {
    nl: 'Uw winkelmandje is leeg, en de bestelling noemt zelf niets.',
    fr: 'Votre panier est vide, et la commande elle-même ne nomme rien.',
    en: 'Your cart is empty, and the order itself names nothing.',
  };
  return problem(422, 'cart-empty', { detail: message, errors: [{ field: 'lines', message }] });
}

export function cartChanged(): Problem {
  return problem(409, 'cart-changed', {
    detail: {
      nl: 'Uw winkelmandje is intussen gewijzigd of al besteld.',
      fr: 'Votre panier a changé entre-temps ou a déjà été commandé.',
      en: 'Your cart has changed meanwhile, or was ordered already.',
    },
  });
}

/** Of an order that staff place for somebody. */
export function unknownBuyer(): Problem {
  const message = {
    nl: 'Er is geen account met dit id.',
    fr: "Il n'y a pas de compte avec cet identifiant.",
    en: 'There is no account of this id.',
  };
  return problem(422, 'unknown-account', { detail: message, errors: [{ field: 'accountId', message }] });
}

/** Registered a moment ago: the gateway's event is on its way. */
export function accountNotReady(): Problem {
  return problem(409, 'account-not-ready', {
    detail: {
      nl: 'Uw gegevens worden nog verwerkt. Probeer het over enkele seconden opnieuw.',
      fr: 'Vos données sont encore en traitement. Réessayez dans quelques secondes.',
      en: 'Your details are still being processed. Try again in a few seconds.',
    },
    retryAfter: 2,
  });
}

/** Work for others to wait behind, and nothing that anybody means to pay: the way out is to pay, or to withdraw (V-14). */
export function tooManyUnpaid(most: number): Problem {
  return problem(409, 'too-many-unpaid-orders', {
    detail: {
      nl: `U hebt ${most} bestellingen die nog betaald moeten worden; meer kan niet tegelijk. Betaal er een of trek er een in, en bestel dan opnieuw.`,
      fr: `Vous avez ${most} commandes à payer ; il n'est pas possible d'en avoir plus à la fois. Payez-en ou retirez-en une, puis commandez de nouveau.`,
      en: `You have ${most} orders that are still to be paid; more are not possible at once. Pay or withdraw one, then order again.`,
    },
  });
}

export function addressMissing(): Problem {
  const message = {
    nl: 'Een factuur voor een onderneming heeft een adres nodig.',
    fr: 'Une facture pour une entreprise demande une adresse.',
    en: 'An invoice for a business needs an address.',
  };
  return problem(422, 'billing-address-missing', { detail: message, errors: [{ field: 'billing.address', message }] });
}

/** Details of an account may be from before what documents can show was asked for; null when all can be shown. */
export function refusalOfUnprintable({ name, address }: Billing): Problem | null {
  const printed = {
    'billing.name': name,
    'billing.address.street': address?.street,
    'billing.address.city': address?.city,
  };
  const errors = Object.entries(printed).flatMap(([field, text]) => {
    const message = notPrintable(text ?? '');
    return message ? [{ field, message }] : [];
  });
  const [first] = errors;
  return first ? problem(422, 'not-printable', { detail: first.message, errors }) : null;
}

export function cannotWithdraw(reason: 'already-paid' | 'payment-under-way' | 'attest-issued'): Problem {
  const details = {
    'already-paid': {
      nl: 'Deze bestelling is al betaald. Omdat de toegang onmiddellijk is, kan ze niet meer ingetrokken worden.',
      fr: "Cette commande est déjà payée. L'accès étant immédiat, elle ne peut plus être retirée.",
      en: 'This order has been paid. As access is immediate it can no longer be withdrawn.',
    },
    'payment-under-way': {
      nl: 'Er is een betaling onderweg. Intrekken kan als die niet doorgaat.',
      fr: "Un paiement est en cours. Le retrait est possible s'il n'aboutit pas.",
      en: 'A payment is under way. The order can be withdrawn if that fails.',
    },
    'attest-issued': {
      nl: 'Voor een cursus van deze bestelling is een attest uitgereikt. Intrekken kan dus niet meer: betaal de bestelling, of neem contact met ons op.',
      fr: 'Une attestation a été délivrée pour un cours de cette commande. Elle ne peut donc plus être retirée : payez la commande, ou contactez-nous.',
      en: 'An attest was issued for a course of this order. So it can no longer be withdrawn: pay the order, or contact us.',
    },
  };
  return problem(409, `order-${reason}`, { detail: details[reason] });
}
