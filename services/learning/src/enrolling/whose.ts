import { type AccountActor, type MemberActor, mayAct, ofOrganisation, ofPerson } from '@leerhuis/auth';

/** Somebody who learns, or looks at what people learn: for themselves, or for the organisation that they act for. */
export type Learning = AccountActor | MemberActor;

interface Taken {
  accountId: string;
  organisationId?: string | null | undefined;
}

/**
 * Whether they learn in this classroom themselves. As a person all of their own are theirs, whoever they were taken for; who acts for an
 * organisation is in those alone that were taken for it, so that they need not switch.
 */
export function isTheirs(actor: Learning, { accountId, organisationId }: Taken): boolean {
  if (actor.kind === 'account') return mayAct(actor, ofPerson(accountId));
  return actor.accountId === accountId && isOfTheirs(actor, organisationId, 'see-organisation');
}

/** Whether they may see how far somebody is with it: their own, or their organisation's with the right to see results. */
export function maySeeResult(actor: Learning, taken: Taken): boolean {
  return isTheirs(actor, taken) || isOfTheirs(actor, taken.organisationId, 'see-results');
}

/** Whether they see what all people of the organisation learn for it. */
export function seesAll(actor: MemberActor): boolean {
  return isOfTheirs(actor, actor.organisationId, 'see-results');
}

function isOfTheirs(
  actor: Learning,
  organisationId: string | null | undefined,
  right: 'see-organisation' | 'see-results',
): boolean {
  return Boolean(organisationId) && mayAct(actor, ofOrganisation(organisationId ?? ''), right);
}
