import { type AccountActor, type MemberActor, mayAct, maySee, ofOrganisation, ofPerson } from '@leerhuis/auth';
import type { Whose } from './attest-store.ts';

type Holder = AccountActor | MemberActor;

interface Got {
  accountId: string;
  organisationId?: string | null;
}

/** Whose attests somebody's list has: a person's their own; of who acts for an organisation its, of all with the right to see results. */
export function whoseAttests(actor: Holder): Whose {
  const { accountId } = actor;
  if (actor.kind === 'account') return { accountId };
  const { organisationId } = actor;
  return isOfTheirs(actor, organisationId, 'see-results') ? { organisationId } : { organisationId, accountId };
}

/** Whether it was got by themselves: as a person, or for the organisation that they act for. */
export function isTheirs(actor: Holder, { accountId, organisationId = null }: Got): boolean {
  if (actor.kind === 'account') return mayAct(actor, ofPerson(accountId));
  return actor.accountId === accountId && isOfTheirs(actor, organisationId, 'see-organisation');
}

/** Whether they may see it: their own, their organisation's with the right to see results, or any for staff. */
export function maySeeAttest(actor: Holder, attest: Got): boolean {
  if (actor.kind === 'account') return maySee(actor, ofPerson(attest.accountId), ['operations']);
  return isTheirs(actor, attest) || isOfTheirs(actor, attest.organisationId ?? null, 'see-results');
}

function isOfTheirs(actor: Holder, organisationId: string | null, right: 'see-organisation' | 'see-results'): boolean {
  return organisationId !== null && mayAct(actor, ofOrganisation(organisationId), right);
}
