import { randomUUID } from 'node:crypto';
import { type Right, rights, staffRoles } from '@leerhuis/auth';
import type { HttpClient } from './http-client.ts';
import { type ToldMember, type ToldOrganisation, tellOrganisation } from './members.ts';
import { tokenFor } from './tokens.ts';
import type { WalkCast } from './walk.ts';

interface Under {
  namespace: string;
  http: HttpClient;
}

/** Those of a walk who are nobody's colleague. */
export async function outsiders(http: HttpClient) {
  const staff = staffRoles.map(
    async (role) => [role, http.as(await tokenFor({ accountId: randomUUID(), roles: [role] }))] as const,
  );
  return {
    anonymous: http,
    stranger: http.as(await tokenFor({ accountId: randomUUID() })),
    partner: http.as(await tokenFor({ kind: 'partner', clientId: randomUUID(), federation: 'OVB' })),
    staff: Object.fromEntries(await Promise.all(staff)),
  };
}

/**
 * A cast for a service that hears of members: its organisation, with who manages it, and everybody else.
 * @param manages who does, where the service is to know their account
 */
export async function walkCast(
  under: Under,
  manages: { accountId?: string } = {},
): Promise<WalkCast & { office: ToldOrganisation; managing: ToldMember; other: ToldOrganisation }> {
  const [office, other] = [await tellOrganisation(under), await tellOrganisation(under)];
  const all: Right[] = [...rights];
  const managing = await office.member({ roles: ['manager'], rights: all, ...manages });
  const elsewhere = await other.member({ roles: ['manager'], rights: all });
  const leaver = await office.member({ roles: ['manager'], rights: all });
  await leaver.end();
  return {
    ...(await outsiders(under.http)),
    ...{ office, managing, other, manager: managing.http, person: managing.asPerson },
    ...{ managerOfAnother: elsewhere.http, ended: leaver.http },
    colleagueWithout: async (right) => (await office.member({ rights: all.filter((each) => each !== right) })).http,
  };
}
