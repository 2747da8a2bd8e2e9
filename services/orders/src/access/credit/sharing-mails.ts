import { type Recipient, sendMessage } from '@leerhuis/contracts';
import { inLocale } from '@leerhuis/language';
import type { Tx } from '@leerhuis/outbox';
import type { LotDoc } from './credit-store.ts';
import type { Crediting } from './crediting.ts';

/** Why somebody may spend hours no more. */
export type Ended = 'unlinked' | 'switched-off' | 'left-office' | 'of-before';
/** What the owner of hours did not do themselves. */
export type Changed = 'linked' | 'left' | 'left-office' | 'of-before';

type Titled = Pick<LotDoc, 'title' | 'expiresAt' | 'organisationId'>;

/** Mails about sharing hours (V-8). `to` is null for somebody who can't be written to, or isn't known here yet. */
export function sharingMails({ settings }: Pick<Crediting, 'settings'>) {
  const loginUrl = settings.PUBLIC_URL;
  return {
    linked(tx: Tx, to: Recipient | null, lot: Titled, sharedBy: string): void {
      if (!to) return;
      const { title, expiresAt, organisationId = null } = lot;
      const data = { packageTitle: inLocale(title, to.locale), sharedBy, expiresAt: expiresAt.toISOString(), loginUrl };
      tx.enqueue(sendMessage, { recipient: to, template: 'credit-linked', data, organisationId });
    },

    ended(tx: Tx, to: Recipient | null, lots: readonly Titled[], sharedBy: string, reason: Ended): void {
      const [first] = lots;
      if (!to || !first) return;
      const data = { packageTitle: titlesOf(lots, to), sharedBy, reason };
      const { organisationId = null } = first;
      tx.enqueue(sendMessage, { recipient: to, template: 'credit-link-ended', data, organisationId });
    },

    changed(tx: Tx, to: Recipient | null, lots: readonly Titled[], learnerName: string, change: Changed): void {
      if (!to || lots.length === 0) return;
      const data = { packageTitle: titlesOf(lots, to), learnerName, change };
      tx.enqueue(sendMessage, { recipient: to, template: 'credit-sharer-changed', data });
    },

    ofBefore(tx: Tx, to: Recipient | null, sharedBy: string | null, until: Date, isReminder: boolean): void {
      if (!to) return;
      const data = { sharedBy, until: until.toISOString(), isReminder, loginUrl };
      tx.enqueue(sendMessage, { recipient: to, template: 'credit-of-before', data });
    },
  };
}

function titlesOf(lots: readonly Titled[], { locale }: Recipient): string {
  return [...new Set(lots.map(({ title }) => inLocale(title, locale)))].join(', ');
}
