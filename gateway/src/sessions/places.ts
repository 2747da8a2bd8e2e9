import { isRight } from '@leerhuis/auth';
import type { MemberSnapshot, OrganisationSnapshot } from '@leerhuis/contracts';
import type { Acting } from '@leerhuis/service-parts';
import type { Place } from './domain/place.ts';

/** For whom people may act, besides themselves (C-5). */
export function placesOf({ members, organisations, isUpToDate }: Acting) {
  const active = (accountId: string, more: Partial<MemberSnapshot> = {}) =>
    members.find({ accountId, state: 'active', ...more }, { limit: mostPlaces });

  return {
    /** All of them, by the name of the organisation. */
    async all(accountId: string): Promise<Place[]> {
      const theirs = await active(accountId);
      if (theirs.length === 0) return [];
      const found = await organisations.many(theirs.map(({ organisationId }) => organisationId));
      return theirs
        .flatMap((member) => placeOf(member, found.find(({ id }) => id === member.organisationId) ?? null))
        .sort((one, other) => one.organisationName.localeCompare(other.organisationName));
    },
    /** Null when they may not act for it; who was taken in a moment ago may. */
    async one(accountId: string, organisationId: string): Promise<Place | null> {
      const look = async () => {
        const [[member], organisation] = await Promise.all([
          active(accountId, { organisationId }),
          organisations.get(organisationId),
        ]);
        return member ? (placeOf(member, organisation)[0] ?? null) : null;
      };
      return (await look()) ?? ((await isUpToDate()) ? look() : null);
    },
  };
}
export type Places = ReturnType<typeof placesOf>;

/** More than anybody has. */
const mostPlaces = 500;

function placeOf(member: MemberSnapshot, organisation: OrganisationSnapshot | null): Place[] {
  const { organisationId, membershipId, roles, rights } = member;
  if (organisation?.state !== 'active') return [];
  const { name: organisationName } = organisation;
  return [{ organisationId, organisationName, membershipId, roles, rights: rights.filter(isRight) }];
}
