import type { OrganisationSnapshot } from '@leerhuis/contracts';
import type { Ground } from '../ground.ts';
import { organisationNotReady } from '../selling/ordering/binding-problems.ts';
import type { Buyer } from '../selling/ordering/domain/buyer.ts';
import type { Billing } from '../selling/ordering/domain/order.ts';

/** The organisation that is billed; null: who orders, for themselves. @throws Problem 409 while it isn't known here, or no more */
export async function clientOf(
  { acting }: Pick<Ground, 'acting'>,
  { organisationId }: Pick<Buyer, 'organisationId'>,
): Promise<OrganisationSnapshot | null> {
  if (organisationId === null) return null;
  const organisation = await acting.organisations.get(organisationId);
  if (organisation?.state !== 'active') throw organisationNotReady();
  return organisation;
}

/** Whom documents are made out to, as the organisation is on the day of the order. */
export function billingOfOrganisation(organisation: OrganisationSnapshot): Billing {
  const { name, enterpriseNumber, vatNumber, country: register, address } = organisation;
  const { street, postalCode, city, country } = address;
  return { name, enterpriseNumber, vatNumber, register, address: { street, postalCode, city, country } };
}
