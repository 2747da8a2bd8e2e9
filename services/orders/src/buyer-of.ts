import { type AccountActor, type MemberActor, mayAct, type Owner, ofOrganisation, ofPerson } from '@leerhuis/auth';
import { type Buyer, themself } from './selling/ordering/domain/buyer.ts';

/** Who orders, by what they act as now (C-5). */
export function buyerOf(actor: AccountActor | MemberActor): Buyer {
  if (actor.kind === 'account') return themself(actor.accountId);
  const { accountId, organisationId, membershipId } = actor;
  const mayEnrol = mayAct(actor, ofOrganisation(organisationId), 'enrol-people');
  return { accountId, organisationId, membershipId, mayEnrol };
}

/** Whose an order, a document or an activation is: the organisation's that it is for, else the person's. */
export function ownerOfBought({ accountId, organisationId }: Pick<Buyer, 'accountId' | 'organisationId'>): Owner {
  return organisationId === null ? ofPerson(accountId) : ofOrganisation(organisationId);
}
