import { type Problem, problem } from '@leerhuis/http-api';
import type { Words } from '@leerhuis/language';
import type { DocumentRefusal } from './domain/document.ts';

export function documentProblem(refusal: DocumentRefusal): Problem {
  const message = wordsOf(refusal);
  return problem(422, 'document-refused', { detail: message, errors: [{ field: 'file', message }] });
}

function wordsOf(refusal: DocumentRefusal): Words {
  switch (refusal.refused) {
    case 'empty':
      return { nl: 'Het bestand is leeg.', fr: 'Le fichier est vide.', en: 'The file is empty.' };
    case 'not-what-it-says': {
      const kind = refusal.ending.toUpperCase();
      return {
        nl: `Volgens zijn naam is dit een ${kind}-bestand, maar de inhoud is dat niet, of niet heel.`,
        fr: `D'après son nom, c'est un fichier ${kind}, mais le contenu n'en est pas un, ou pas entier.`,
        en: `By its name this is a ${kind} file, but the content is none, or not whole.`,
      };
    }
    case 'has-macros':
      return {
        nl: 'Het bestand bevat macro’s of ingesloten programma’s; bewaar het zonder.',
        fr: 'Le fichier contient des macros ou des programmes incorporés ; enregistrez-le sans.',
        en: 'The file holds macros or embedded programs; save it without.',
      };
    case 'has-scripts':
      return {
        nl: 'De pdf bevat scripts of start programma’s; bewaar hem zonder.',
        fr: 'Le PDF contient des scripts ou lance des programmes ; enregistrez-le sans.',
        en: 'The PDF holds scripts or starts programs; save it without.',
      };
    case 'points-outside':
      return {
        nl: 'Het bestand laadt bij het openen iets van een andere plaats, zoals een sjabloon; sla dat erin op.',
        fr: 'À l’ouverture, le fichier charge quelque chose d’ailleurs, comme un modèle ; intégrez-le.',
        en: 'On opening, the file loads something from elsewhere, such as a template; save that in it.',
      };
    case 'has-password':
      return {
        nl: 'Het bestand heeft een wachtwoord; bewaar het zonder.',
        fr: 'Le fichier a un mot de passe ; enregistrez-le sans.',
        en: 'The file has a password; save it without.',
      };
    case 'unpacks-too-large':
      return {
        nl: 'Het bestand is uitgepakt veel te groot.',
        fr: 'Le fichier, une fois décompressé, est beaucoup trop grand.',
        en: 'The file is far too large once unpacked.',
      };
  }
}

/** A document that courses give their learners is not removed from under them. */
export function documentInUse(codes: readonly string[]): Problem {
  const named = codes.slice(0, 10).join(', ');
  return problem(409, 'document-in-use', {
    detail: {
      nl: `Cursussen hebben dit document: ${named}. Haal het er eerst uit met een catalogusbestand.`,
      fr: `Des cours ont ce document : ${named}. Retirez-le d'abord par un fichier de catalogue.`,
      en: `Courses have this document: ${named}. Take it out of them first, by a catalogue file.`,
    },
  });
}

/** Why an address of a document doesn't work, or no more. */
export function documentAddressRefused(why: 'expired' | 'forged' | 'of-another'): Problem {
  switch (why) {
    case 'expired':
      return problem(403, 'address-expired', {
        detail: {
          nl: 'Dit adres is verlopen; open het document opnieuw vanuit uw cursus.',
          fr: 'Cette adresse a expiré ; rouvrez le document depuis votre cours.',
          en: 'This address has expired; open the document again from your course.',
        },
      });
    case 'forged':
      return problem(403, 'address-not-valid', {
        detail: {
          nl: 'Dit adres is niet geldig; open het document vanuit uw cursus.',
          fr: 'Cette adresse n’est pas valable ; ouvrez le document depuis votre cours.',
          en: 'This address is not valid; open the document from your course.',
        },
      });
    case 'of-another':
      return problem(403, 'address-of-another', {
        detail: {
          nl: 'Dit adres is aan iemand anders gegeven; documenten zijn persoonlijk. Open het vanuit uw eigen cursus.',
          fr: 'Cette adresse a été donnée à quelqu’un d’autre ; les documents sont personnels. Ouvrez-le depuis votre cours.',
          en: 'This address was given to somebody else; documents are personal. Open it from your own course.',
        },
      });
  }
}
