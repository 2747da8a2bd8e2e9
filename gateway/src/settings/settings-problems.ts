import { formatDay } from '@leerhuis/calendar';
import { notFound, type Problem, problem } from '@leerhuis/http-api';
import type { LocalisedText } from '@leerhuis/language';
import type { SettingRefusal } from './domain/announce.ts';

/** Words a refusal of the rules. */
export function settingRefused(refusal: SettingRefusal): Problem {
  switch (refusal.refused) {
    case 'not-there':
      return notFound();
    case 'begins-before-today':
      return field(422, 'begins-before-today', 'validFrom', {
        nl: `Dit kan ten vroegste vandaag ingaan, ${formatDay(refusal.today, 'nl')}: wat eerder gold, staat op documenten.`,
        fr: `Ceci peut commencer au plus tôt aujourd'hui, ${formatDay(refusal.today, 'fr')} : ce qui valait avant figure sur des documents.`,
        en: `This can begin today at the earliest, ${formatDay(refusal.today, 'en')}: what held before is on documents.`,
      });
    case 'begins-too-late':
      return field(422, 'begins-too-late', 'validFrom', {
        nl: `Dit kan ten laatste op ${formatDay(refusal.latest, 'nl')} ingaan.`,
        fr: `Ceci peut commencer au plus tard le ${formatDay(refusal.latest, 'fr')}.`,
        en: `This can begin on ${formatDay(refusal.latest, 'en')} at the latest.`,
      });
    case 'day-taken':
      return field(409, 'day-taken', 'validFrom', {
        nl: `Op ${formatDay(refusal.validFrom, 'nl')} gaat er al een in; wijzig die.`,
        fr: `Il y en a déjà un qui commence le ${formatDay(refusal.validFrom, 'fr')} ; modifiez-le.`,
        en: `There is one already that begins on ${formatDay(refusal.validFrom, 'en')}; change that.`,
      });
    case 'began-already':
      return problem(409, 'began-already', {
        detail: {
          nl: `Dit geldt sinds ${formatDay(refusal.validFrom, 'nl')} en wijzigt niet meer. Voeg toe wat er vanaf vandaag of later geldt.`,
          fr: `Ceci vaut depuis le ${formatDay(refusal.validFrom, 'fr')} et ne change plus. Ajoutez ce qui vaut à partir d'aujourd'hui ou plus tard.`,
          en: `This has held since ${formatDay(refusal.validFrom, 'en')} and changes no more. Add what holds from today or later.`,
        },
      });
    case 'too-many-records':
      return problem(409, 'too-many-records', {
        detail: {
          nl: `Er zijn er al ${refusal.most}.`,
          fr: `Il y en a déjà ${refusal.most}.`,
          en: `There are ${refusal.most} already.`,
        },
      });
    case 'consent-version-taken':
      return field(422, 'consent-version-taken', 'consent.version', {
        nl: `Versie ${refusal.version} heeft al een andere tekst. Geef deze tekst een eigen versie.`,
        fr: `La version ${refusal.version} a déjà un autre texte. Donnez à ce texte une version à lui.`,
        en: `Version ${refusal.version} has another text already. Give this text a version of its own.`,
      });
    default:
      return refusal satisfies never;
  }
}

function field(status: 409 | 422, slug: string, name: string, message: LocalisedText): Problem {
  return problem(status, slug, { detail: message, errors: [{ field: name, message }] });
}
