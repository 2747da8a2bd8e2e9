import type { AccountSnapshot } from '@leerhuis/contracts';
import { newId } from '@leerhuis/service-runtime';
import { type ToldMember, tellOrganisation } from '@leerhuis/testkit';
import { soon } from './journey.ts';
import type { Buyer, OrdersUnderTest } from './orders-under-test.ts';

export interface Colleague extends Buyer {
  /** Their place in the organisation. */
  place: ToldMember;
}

export type Office = Awaited<ReturnType<typeof openOffice>>;

/** An organisation of which orders has been told, and of whoever joins it. */
export async function openOffice(orders: OrdersUnderTest, more: Parameters<typeof tellOrganisation>[1] = {}) {
  const told = await tellOrganisation(orders.service, { organisationId: newId(), ...more });
  const { connection } = orders.service.database;
  const copies = (name: string) => connection.collection<{ _id: string; revision: number }>(name);
  const { organisationId } = told.organisation;
  await soon(() => copies('organisationCopies').findOne({ _id: organisationId }));

  type Given = Parameters<typeof told.member>[0];
  const isHeard = ({ member: { membershipId: _id, revision } }: ToldMember) =>
    soon(() => copies('memberCopies').findOne({ _id, revision }));

  async function join(buyer: Buyer, given: Given = {}): Promise<Colleague> {
    const names = { firstName: 'Karel', lastName: 'Claes' };
    const place = await told.member({
      membershipId: newId(),
      accountId: buyer.accountId,
      workEmail: `${buyer.accountId}@werk.example`,
      ...names,
      ...given,
    });
    await isHeard(place);
    return { ...buyer, place };
  }

  return {
    ...told,
    organisationId,
    join,
    isHeard,
    /** Somebody with an account who is of it. */
    async colleague(about: Partial<AccountSnapshot> = {}, given: Given = {}): Promise<Colleague> {
      const { firstName = 'Karel', lastName = 'Claes' } = about;
      return join(await orders.buyer({ firstName, lastName, ...about }), { firstName, lastName, ...given });
    },
    /** Somebody who shares its hours out. */
    async manager(): Promise<Colleague> {
      const person = await orders.buyer({ firstName: 'Mia', lastName: 'Maes' });
      const rights = ['see-organisation', 'see-people', 'enrol-people'] as const;
      return join(person, { firstName: 'Mia', lastName: 'Maes', roles: ['manager'], rights: [...rights] });
    },
  };
}
