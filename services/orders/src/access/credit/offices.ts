import type { MemberSnapshot, OrganisationSnapshot, Recipient } from '@leerhuis/contracts';
import type { LocalCopy } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Ground } from '../../ground.ts';
import { type Place, type Spender, sharesHours } from './domain/may-spend.ts';
import type { Colleague } from './domain/share-out.ts';

export type Member = MemberSnapshot & { id: string };
export type Organisation = OrganisationSnapshot & { id: string };

/** Copies of who is of which organisation. */
export interface Acting {
  members: LocalCopy<MemberSnapshot>;
  organisations: LocalCopy<OrganisationSnapshot>;
}

/** Whoever manages a big organisation's hours is written to, but not everybody of a crowd. */
const mostManagers = 50;

export type Offices = ReturnType<typeof openOffices>;

/** Who is of which organisation, as sharing hours goes by it (V-8). */
export function openOffices({ members, organisations }: Acting, accounts: Ground['accounts']) {
  const within = (tx?: Tx) => (tx ? { session: tx.session } : {});

  /** The organisations, with those that closed ones became part of in their place. */
  async function standing(ids: readonly string[], tx?: Tx): Promise<Map<string, Organisation>> {
    const known = new Map<string, Organisation>();
    let wanted = [...new Set(ids)];
    while (wanted.length > 0) {
      const found = await organisations.many(wanted, tx?.session);
      for (const one of found) known.set(one.id, one);
      wanted = found.flatMap(({ mergedInto }) => (mergedInto && !known.has(mergedInto) ? mergedInto : []));
    }
    return known;
  }

  /** Active memberships of active organisations, by account. */
  async function placesOf(accountIds: readonly string[], tx?: Tx): Promise<Map<string, Place[]>> {
    const ids = [...new Set(accountIds)];
    const places = new Map<string, Place[]>(ids.map((id) => [id, []]));
    const found = ids.length === 0 ? [] : await members.find({ accountId: { $in: ids }, state: 'active' }, within(tx));
    const known = await standing(
      found.map(({ organisationId }) => organisationId),
      tx,
    );
    for (const { id: membershipId, accountId, organisationId, rights } of found) {
      const office = inForce(organisationId, known);
      if (office) places.get(accountId ?? '')?.push({ membershipId, organisationId: office.id, rights });
    }
    return places;
  }

  /** Where somebody of an organisation is written to about its business: their work address, in their language. */
  async function recipientOf(member: Member, organisation: Organisation | null, tx?: Tx) {
    const account = member.accountId ? await accounts.get(member.accountId, tx) : null;
    const email = member.workEmail ?? account?.email;
    if (!email) return null;
    const name = `${member.firstName} ${member.lastName}`.trim();
    const locale = account?.locale ?? organisation?.locale ?? ('nl' as const);
    return { accountId: member.accountId, email, name, locale };
  }

  /** Those who enrol an organisation's people and share its hours out: they are told what its owner would be. */
  const managers = (organisationId: string, tx?: Tx): Promise<Member[]> =>
    members.find(
      { organisationId, state: 'active', rights: sharesHours },
      { sort: { _id: 1 }, limit: mostManagers, ...within(tx) },
    );

  return {
    placesOf,
    recipientOf,

    organisations: (ids: readonly string[]): Promise<Map<string, Organisation>> => standing(ids),

    organisation: (organisationId: string, tx?: Tx) => organisations.get(organisationId, tx?.session),

    /** Persons with what sharing goes by; those whose account is not known here have no company. */
    async spenders(accountIds: readonly string[], tx?: Tx): Promise<Map<string, Spender>> {
      const ids = [...new Set(accountIds)];
      if (ids.length === 0) return new Map();
      const known = new Map((await accounts.many(ids, tx)).map((one) => [one.id, one]));
      const places = await placesOf(ids, tx);
      return new Map(
        ids.map((id) => [id, { id, company: known.get(id)?.company ?? null, places: places.get(id) ?? [] }]),
      );
    },

    /** The same for all who may spend the same hours: the first organisation that they are of, else the account. */
    async turnOf(accountId: string): Promise<string> {
      const places = (await placesOf([accountId])).get(accountId) ?? [];
      return places.map(({ organisationId }) => organisationId).sort()[0] ?? accountId;
    },

    /** Makes this transaction and one that ends the membership exclude each other. */
    async hold(tx: Tx, { membershipId }: Place): Promise<void> {
      await members.hold(tx, membershipId);
    },

    /** Those of an organisation who are meant by these membership ids and work addresses, and whose place has not ended. */
    async people(organisationId: string, wanted: readonly string[], tx?: Tx): Promise<(Member & Colleague)[]> {
      const addresses = wanted.filter((to) => to.includes('@'));
      const byId = await members.many(
        [...new Set(wanted)].filter((to) => !to.includes('@')),
        tx?.session,
      );
      const byAddress =
        addresses.length === 0 ? [] : await members.find({ organisationId, workEmail: { $in: addresses } }, within(tx));
      const there = [...byId, ...byAddress].filter((one) => one.organisationId === organisationId);
      return there.filter(({ state }) => state !== 'ended').map((one) => ({ ...one, membershipId: one.id }));
    },

    memberships: (membershipIds: readonly string[], tx?: Tx): Promise<Member[]> =>
      membershipIds.length === 0 ? Promise.resolve([]) : members.many([...new Set(membershipIds)], tx?.session),

    /** As the organisation knows them, by account; also of those who have left it. */
    async names(organisationId: string, accountIds: readonly string[]): Promise<Map<string, string>> {
      const ids = [...new Set(accountIds)];
      const found = ids.length === 0 ? [] : await members.find({ organisationId, accountId: { $in: ids } });
      return new Map(found.map((one) => [one.accountId ?? '', `${one.firstName} ${one.lastName}`.trim()]));
    },

    managers,

    /** Those, each at one work address. */
    async atWork(organisationId: string, tx: Tx): Promise<Recipient[]> {
      const organisation = await organisations.get(organisationId, tx.session);
      const found = new Map<string, Recipient>();
      for (const manager of await managers(organisationId, tx)) {
        const to = await recipientOf(manager, organisation, tx);
        if (to) found.set(to.email, to);
      }
      return [...found.values()];
    },
  };
}

function inForce(organisationId: string, known: Map<string, Organisation>): Organisation | null {
  let office = known.get(organisationId);
  for (let steps = 0; office?.mergedInto && steps < known.size; steps += 1) office = known.get(office.mergedInto);
  return office?.state === 'active' ? office : null;
}
