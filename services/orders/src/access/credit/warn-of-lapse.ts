import { sendMessage } from '@leerhuis/contracts';
import { inLocale } from '@leerhuis/language';
import type { Crediting } from './crediting.ts';

type Needs = Pick<Crediting, 'credit' | 'accounts' | 'outbox' | 'clock' | 'provider' | 'dayOf' | 'settings'>;

/**
 * Warns owners of hours that lapse soon (V-6): once on each of the days that the terms name, of what is left then, in one mail for
 * all that ends at one moment. Whom the last step is due for hears that alone. Colleagues with whom hours are shared are told by
 * their owner, who alone can say what they may still take.
 */
export async function warnOfLapse(needs: Needs, sent: (days: number) => void): Promise<'more' | undefined> {
  const { credit, provider, dayOf, clock } = needs;
  let warned = 0;
  for (const days of provider.warningDaysOn('credit', dayOf(clock()))) {
    const ending = await credit.ending(clock(), days);
    const moments = new Map(ending.map((lot) => [`${lot.ownerId} ${lot.expiresAt.getTime()}`, lot]));
    for (const lot of moments.values()) {
      if (!(await warn(needs, lot, days))) continue;
      sent(days);
      warned += 1;
    }
  }
  return warned > 0 ? 'more' : undefined;
}

async function warn(
  { credit, accounts, outbox, settings }: Needs,
  { ownerId, expiresAt }: { ownerId: string; expiresAt: Date },
  days: number,
): Promise<boolean> {
  return outbox.transaction(async (tx) => {
    const to = await accounts.recipient(ownerId, tx);
    if (!to) return false;
    const lots = await credit.warn(tx, { ownerId, expiresAt }, days);
    const [first] = lots;
    if (!first) return false;
    const titles = new Set(lots.map(({ title }) => inLocale(title, to.locale)));
    const data = {
      packageTitle: [...titles].join(', '),
      minutes: lots.reduce((sum, { left }) => sum + left, 0),
      lapsesAt: expiresAt.toISOString(),
      loginUrl: settings.PUBLIC_URL,
    };
    tx.enqueue(
      sendMessage,
      { recipient: to, template: 'credit-lapses', data },
      { jobId: `${first._id}:credit-lapses:${days}` },
    );
    return true;
  });
}
