import type { Tx } from '@leerhuis/outbox';
import type { LotOfPerson } from './credit-store.ts';
import type { Crediting } from './crediting.ts';
import { maySpend, officeOf, type Spender } from './domain/may-spend.ts';
import { confirmed, endedOfBefore, isOfBefore } from './domain/sharing.ts';
import { keepLinks } from './on-office-changed.ts';
import { sharingMails } from './sharing-mails.ts';

/** Days before the end on which both ends are told: as soon as it is known, once more, and when it has come. */
const steps = [90, 14, 0];

/**
 * Sees to links that a typed enterprise number made (V-8): tells the owner and those who share what to do, reminds them, and ends
 * what no organisation has confirmed by its last day. Each mail goes out once, whoever looks and whatever is killed.
 */
export async function seeToLinksOfBefore(
  crediting: Crediting,
  ended: (links: number) => void,
): Promise<'more' | undefined> {
  let seenTo = 0;
  for (const days of steps) {
    const due = await crediting.credit.ofBefore(crediting.clock(), days);
    for (const ownerId of new Set(due.map((lot) => lot.ownerId))) {
      const links = await crediting.outbox.transaction(async (tx) => {
        const lots = await crediting.credit.tellOfBefore(tx, ownerId, days);
        return days === 0 ? end(crediting, tx, lots) : tell(crediting, tx, lots, ownerId, days);
      });
      if (days === 0) ended(links);
      seenTo += 1;
    }
  }
  return seenTo > 0 ? 'more' : undefined;
}

/** As both are today: confirmed by an organisation that they are of, or not yet. */
async function lookedAt(crediting: Crediting, tx: Tx, lots: readonly LotOfPerson[]) {
  const ids = lots.flatMap(({ ownerId, learners }) => [ownerId, ...learners]);
  const people = await crediting.offices.spenders(ids, tx);
  return lots.map((lot) => {
    const owner = people.get(lot.ownerId) ?? null;
    const links = (lot.invitations ?? []).map((link) => {
      const office =
        link.answer === 'yes' && isOfBefore(link) ? officeOf(people.get(link.accountId ?? '') ?? null, owner) : null;
      return link.listed && office ? confirmed(link, office) : link;
    });
    return { lot, links, owner, people };
  });
}

async function tell(
  crediting: Crediting,
  tx: Tx,
  lots: readonly LotOfPerson[],
  ownerId: string,
  days: number,
): Promise<number> {
  const learners = new Map<string, Date>();
  for (const { lot, links, owner, people } of await lookedAt(crediting, tx, lots)) {
    await keepLinks(crediting, tx, lot, links, 'of-before');
    const concerned = { ...lot, owner, invitations: links };
    for (const { accountId, ofBeforeUntil } of links.filter((one) => one.listed && isOfBefore(one))) {
      const person = people.get(accountId ?? '') as Spender | undefined;
      if (!ofBeforeUntil || !person || !maySpend(person, concerned, tx.now)) continue;
      const known = learners.get(person.id);
      if (!known || ofBeforeUntil < known) learners.set(person.id, ofBeforeUntil);
    }
  }
  if (learners.size === 0) return 0;
  const mails = sharingMails(crediting);
  const to = await crediting.accounts.recipient(ownerId, tx);
  const isReminder = days < (steps[0] as number);
  const first = [...learners.values()].sort((a, b) => a.getTime() - b.getTime())[0] as Date;
  mails.ofBefore(tx, to, null, first, isReminder);
  for (const [accountId, until] of learners)
    mails.ofBefore(tx, await crediting.accounts.recipient(accountId, tx), to?.name ?? '', until, isReminder);
  return 0;
}

async function end(crediting: Crediting, tx: Tx, lots: readonly LotOfPerson[]): Promise<number> {
  let ended = 0;
  for (const { lot, links } of await lookedAt(crediting, tx, lots)) {
    const after = links.map((link) => endedOfBefore(link, tx.now));
    ended += after.filter((link, n) => link !== links[n]).length;
    await keepLinks(crediting, tx, lot, after, 'of-before');
  }
  return ended;
}
