import { createHash } from 'node:crypto';
import { sendMessage } from '@leerhuis/contracts';
import { professionNamed } from '@leerhuis/federations';
import { problem } from '@leerhuis/http-api';
import type { Locale } from '@leerhuis/language';
import type { Tx } from '@leerhuis/outbox';
import type { Provider } from '@leerhuis/provider';
import type { Settings } from '../config.ts';
import type { Suggestion, SuggestionStore } from './suggestion-store.ts';

export interface SuggestionNeeds {
  settings: Pick<Settings, 'SUGGESTIONS_PER_HOUR'>;
  /** Whose address gets them. */
  provider: Pick<Provider, 'brandOn'>;
  dayOf: (instant: Date) => string;
  newId: () => string;
}

export type SuggestionCommands = ReturnType<typeof suggestionCommands>;

const hour = 3_600_000;

/** The profession as the reader of the mail calls it; null when none was said. */
function professionIn(locale: Locale, code: string | undefined): string | null {
  return code === undefined ? null : (professionNamed(code)?.name[locale] ?? code);
}

export function suggestionCommands(
  suggestions: SuggestionStore,
  { settings, provider, dayOf, newId }: SuggestionNeeds,
) {
  return {
    /** @throws Problem 429 when this address has made too many in this hour */
    async takeTurn(ip: string, now: Date): Promise<void> {
      const until = new Date((Math.floor(now.getTime() / hour) + 1) * hour);
      const who = createHash('sha256').update(ip).digest('base64url').slice(0, 22);
      if ((await suggestions.countTurn(who, until)) <= settings.SUGGESTIONS_PER_HOUR) return;
      throw problem(429, 'too-many-suggestions', { retryAfter: (until.getTime() - now.getTime()) / 1000 });
    },

    /** Keeps a suggestion and tells the provider of it (V-5). */
    async suggest(tx: Tx, suggestion: Suggestion): Promise<string> {
      const id = newId();
      await suggestions.insert(tx, id, suggestion);
      const { name, email } = provider.brandOn(dayOf(tx.now));
      const locale = 'nl';
      tx.enqueue(
        sendMessage,
        {
          recipient: { accountId: null, name, email, locale },
          template: 'suggestion-received',
          data: {
            suggestionId: id,
            name: suggestion.name,
            email: suggestion.email,
            profession: professionIn(locale, suggestion.profession),
            topic: suggestion.topic,
            message: suggestion.message ?? null,
          },
        },
        { jobId: `suggestion-${id}` },
      );
      return id;
    },
  };
}
