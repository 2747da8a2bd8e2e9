import { formatWait } from '@leerhuis/calendar';
import { notFound, type Problem, problem } from '@leerhuis/http-api';
import { clickSeconds } from '../watching/domain/pace.ts';
import type { ClickRefusal } from './attention-commands.ts';

/** Why a click on a check is refused. */
export function clickRefused({ refused }: ClickRefusal): Problem {
  switch (refused) {
    case 'no-such-check':
      return notFound();
    case 'moment-not-watched':
      return problem(409, 'moment-not-watched', {
        detail: {
          nl: 'Het moment van deze aandachtscontrole is nog niet bekeken.',
          fr: "Le moment de ce contrôle d'attention n'a pas encore été regardé.",
          en: 'The moment of this attention check has not been watched yet.',
        },
      });
    case 'window-over':
      return problem(409, 'check-window-over', {
        detail: {
          nl: `Deze aandachtscontrole kan tot ${formatWait(clickSeconds, 'nl')} na haar moment worden aangeklikt. Ga in de video terug tot vlak voor dat moment.`,
          fr: `Vous pouvez cliquer sur ce contrôle d'attention jusqu'à ${formatWait(clickSeconds, 'fr')} après son moment. Revenez dans la vidéo juste avant ce moment.`,
          en: `This attention check can be clicked until ${formatWait(clickSeconds, 'en')} after its moment. Go back in the video to just before that moment.`,
        },
      });
    default:
      return refused satisfies never;
  }
}
