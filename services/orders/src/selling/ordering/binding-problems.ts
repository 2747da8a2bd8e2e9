import { type Problem, problem } from '@leerhuis/http-api';
import type { BindingRefusal } from './domain/binding.ts';

export function mayNotBind(refusal: BindingRefusal): Problem {
  switch (refusal.refused) {
    case 'may-not-bind':
      return problem(403, 'may-not-bind-organisation', {
        detail: {
          nl: 'Bij uw organisatie bestelt alleen wie medewerkers inschrijft. Vraag het een beheerder, of bestel voor uzelf.',
          fr: 'Dans votre organisation, seul qui inscrit des collaborateurs commande. Demandez-le à un gestionnaire, ou commandez pour vous-même.',
          en: 'At your organisation only who enrols employees orders. Ask a manager, or order for yourself.',
        },
      });
    case 'not-for-oneself': {
      const message = {
        nl: 'Voor uw organisatie bestelt u alleen cursussen voor uzelf. Voor anderen, en uren, bestelt een beheerder.',
        fr: 'Pour votre organisation, vous ne commandez que des cours pour vous-même. Un gestionnaire commande pour d’autres, et des heures.',
        en: 'For your organisation you order courses for yourself only. A manager orders for others, and hours.',
      };
      const errors = refusal.lines.map((n) => ({ field: `lines.${n}`, message }));
      return problem(403, 'orders-for-oneself-only', { detail: message, errors });
    }
    default:
      return refusal satisfies never;
  }
}

/** The organisation refuses invoices without a number of its own. */
export function orderNumberMissing(): Problem {
  const message = {
    nl: 'De organisatie vraagt haar eigen bestelnummer op facturen. Vul het in.',
    fr: 'L’organisation demande son propre numéro de commande sur les factures. Indiquez-le.',
    en: 'The organisation asks for an order number of its own on invoices. Fill it in.',
  };
  return problem(422, 'order-number-missing', { detail: message, errors: [{ field: 'purchaseReference', message }] });
}

/** The invoice is made out to what the organisation is, by what it told. */
export function billedAsKnown(): Problem {
  const message = {
    nl: 'De factuur gaat naar de organisatie, met de gegevens die van haar bekend zijn.',
    fr: 'La facture est adressée à l’organisation, avec ses données connues.',
    en: 'The invoice goes to the organisation, with what is known of it.',
  };
  return problem(422, 'billed-as-known', { detail: message, errors: [{ field: 'billing', message }] });
}

/** The organisation's data are on their way, or it takes no orders any more. */
export function organisationNotReady(): Problem {
  return problem(409, 'organisation-not-ready', {
    detail: {
      nl: 'De gegevens van de organisatie worden nog verwerkt. Probeer het over enkele seconden opnieuw.',
      fr: 'Les données de l’organisation sont encore en traitement. Réessayez dans quelques secondes.',
      en: 'The organisation’s details are still being processed. Try again in a few seconds.',
    },
    retryAfter: 2,
  });
}
