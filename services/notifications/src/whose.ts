import type { AccountActor } from '@leerhuis/auth';

/** What somebody may do for an organisation, as far as it decides what they see of its file. */
export type SeeRight = 'see-organisation' | 'see-people' | 'see-results' | 'see-invoices';

/** Whose file is looked at: somebody's own, or an organisation's by who acts for it, as far as their rights go (C-5, C-15). */
export type Whose =
  | { kind: 'person'; accountId: string }
  | { kind: 'organisation'; organisationId: string; rights: readonly string[] };

export function whoseFile(actor: AccountActor): Whose {
  return { kind: 'person', accountId: actor.accountId };
}
