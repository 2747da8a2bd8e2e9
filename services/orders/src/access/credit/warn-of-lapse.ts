import { sendMessage } from '@leerhuis/contracts';
import { inLocale } from '@leerhuis/language';
import type { LotDoc } from './credit-store.ts';
import type { Crediting } from './crediting.ts';

type Needs = Pick<
  Crediting,
  'credit' | 'accounts' | 'offices' | 'outbox' | 'clock' | 'provider' | 'dayOf' | 'settings'
>;

/**
 * Warns owners of hours that lapse soon (V-6): once on each of the days that the terms name, of what is left then, in one mail for
 * all that ends at one moment. Whom the last step is due for hears that alone. Of an organisation's those are told who share them
 * out, at work. Colleagues with whom hours are shared are told by their owner, who alone can say what they may still take.
 */
export async function warnOfLapse(needs: Needs, sent: (days: number) => void): Promise<'more' | undefined> {
  const { credit, provider, dayOf, clock } = needs;
  let warned = 0;
  for (const days of provider.warningDaysOn('credit', dayOf(clock()))) {
    const ending = await credit.ending(clock(), days);
    const moments = new Map(
      ending.map((lot) => [`${lot.organisationId ?? lot.ownerId} ${lot.expiresAt.getTime()}`, lot]),
    );
    for (const lot of moments.values()) {
      if (!(await warn(needs, lot, days))) continue;
      sent(days);
      warned += 1;
    }
  }
  return warned > 0 ? 'more' : undefined;
}

async function warn(
  { credit, accounts, offices, outbox, settings }: Needs,
  lot: LotDoc,
  days: number,
): Promise<boolean> {
  const { organisationId = null, ownerId, expiresAt } = lot;
  return outbox.transaction(async (tx) => {
    const to = organisationId
      ? await offices.atWork(organisationId, tx)
      : [await accounts.recipient(ownerId ?? '', tx)].filter((one) => one !== null);
    if (to.length === 0) return false;
    const lots = await credit.warn(tx, lot, days);
    const [first] = lots;
    if (!first) return false;
    for (const recipient of to) {
      const titles = new Set(lots.map(({ title }) => inLocale(title, recipient.locale)));
      const data = {
        packageTitle: [...titles].join(', '),
        minutes: lots.reduce((sum, { left }) => sum + left, 0),
        lapsesAt: expiresAt.toISOString(),
        loginUrl: settings.PUBLIC_URL,
      };
      const jobId = `${first._id}:credit-lapses:${days}${organisationId ? `:${recipient.email}` : ''}`;
      tx.enqueue(sendMessage, { recipient, template: 'credit-lapses', data, organisationId }, { jobId });
    }
    return true;
  });
}
