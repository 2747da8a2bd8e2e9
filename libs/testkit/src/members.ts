import { randomUUID } from 'node:crypto';
import type { Right } from '@leerhuis/auth';
import {
  type MemberSnapshot,
  memberChangedV1,
  type OrganisationSnapshot,
  organisationChangedV1,
} from '@leerhuis/contracts';
import { publishEvent } from './events.ts';
import type { HttpClient } from './http-client.ts';
import { tokenFor } from './tokens.ts';

interface Under {
  namespace: string;
  http: HttpClient;
}

/** An organisation, told of as its owner does; with its people. */
export interface ToldOrganisation {
  organisation: OrganisationSnapshot;
  /** Tells how it is from now on. */
  change(more: Partial<OrganisationSnapshot>): Promise<void>;
  /** Takes somebody in, who may act for it: with all rights that are told, or none. */
  member(more?: Partial<MemberSnapshot> & { rights?: Right[] }): Promise<ToldMember>;
}

export interface ToldMember {
  member: MemberSnapshot;
  accountId: string;
  /** As they act for the organisation. */
  http: HttpClient;
  /** As they act for themselves. */
  asPerson: HttpClient;
  change(more: Partial<MemberSnapshot>): Promise<void>;
  end(): Promise<void>;
}

const at = '2026-01-05T09:00:00.000Z';

/** Tells a service under test of an organisation. */
export async function tellOrganisation(
  { namespace, http }: Under,
  more: Partial<OrganisationSnapshot> = {},
): Promise<ToldOrganisation> {
  const organisationId = more.organisationId ?? randomUUID();
  const own = { street: 'Lindelaan 1', postalCode: '9000', city: 'Gent', country: 'BE' };
  let organisation: OrganisationSnapshot = {
    organisationId,
    revision: 1,
    name: 'Advocatenkantoor De Linde',
    country: 'BE',
    enterpriseNumber: '0403019261',
    establishment: null,
    vatNumber: 'BE0403019261',
    address: own,
    invoiceEmail: 'facturen@linde.example',
    locale: 'nl',
    demandsOrderNumber: false,
    employeesMayBind: 'after-yes',
    buysOnAccount: false,
    kind: 'office',
    legalForm: null,
    size: null,
    state: 'active',
    mergedInto: null,
    changedAt: at,
    ...more,
  };
  const tell = () => publishEvent(namespace, organisationChangedV1, { subject: organisationId, data: organisation });
  await tell();

  async function tellMember(given: Partial<MemberSnapshot>): Promise<ToldMember> {
    const accountId = given.accountId ?? randomUUID();
    const membershipId = given.membershipId ?? randomUUID();
    let member: MemberSnapshot = {
      membershipId,
      organisationId,
      revision: 1,
      accountId,
      firstName: 'Bo',
      lastName: 'Peeters',
      workEmail: `${membershipId.slice(0, 8)}@linde.example`,
      roles: ['employee'],
      rights: ['see-organisation'],
      state: 'active',
      changedAt: at,
      ...given,
    };
    const told = () => publishEvent(namespace, memberChangedV1, { subject: membershipId, data: member });
    await told();
    const change = async (changes: Partial<MemberSnapshot>) => {
      member = { ...member, ...changes, revision: member.revision + 1 };
      await told();
    };
    return {
      get member() {
        return member;
      },
      accountId,
      http: http.as(await tokenFor({ kind: 'member', accountId, organisationId, membershipId })),
      asPerson: http.as(await tokenFor({ accountId })),
      change,
      end: () => change({ state: 'ended', rights: [] }),
    };
  }

  return {
    get organisation() {
      return organisation;
    },
    async change(changes) {
      organisation = { ...organisation, ...changes, revision: organisation.revision + 1 };
      await tell();
    },
    member: (given = {}) => tellMember(given),
  };
}
