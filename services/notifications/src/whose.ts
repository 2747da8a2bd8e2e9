import type { AccountActor, MemberActor, Right } from '@leerhuis/auth';

/** Whose file is looked at: somebody's own, or an organisation's by who acts for it, as far as their rights go (C-5, C-15). */
export type Whose =
  | { kind: 'person'; accountId: string }
  | { kind: 'organisation'; organisationId: string; rights: readonly Right[] };

export function whoseFile(actor: AccountActor | MemberActor): Whose {
  if (actor.kind === 'account') return { kind: 'person', accountId: actor.accountId };
  return { kind: 'organisation', organisationId: actor.organisationId, rights: actor.rights };
}
