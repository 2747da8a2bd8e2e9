import { memberChangedV1, organisationChangedV1 } from '@leerhuis/contracts';
import { retold, told } from '@leerhuis/service-parts/republish';
import { snapshotOf as memberSnapshotOf } from './members/member-events.ts';
import { type MemberDoc, memberOf } from './members/member-store.ts';
import { enterpriseOf } from './organisations/domain/organisation.ts';
import { snapshotOf } from './organisations/organisation-events.ts';
import { type OrganisationDoc, organisationOf } from './organisations/organisation-store.ts';
import { type SizeDoc, sizesOf } from './organisations/size-store.ts';

/** What organisations tells again, of everything that it owns and others know of. */
export const toldAgain = [
  retold<OrganisationDoc>({
    aggregate: 'organisations.organisation',
    collection: 'organisations',
    async facts(docs, db, now) {
      const organisations = docs.map(organisationOf);
      const sizes = await sizesOf(db.collection<SizeDoc>('enterpriseSizes'), organisations.map(enterpriseOf));
      return organisations.flatMap((organisation) => {
        const snapshot = snapshotOf(organisation, sizes.get(enterpriseOf(organisation)) ?? null, now);
        return snapshot ? [told(organisationChangedV1, organisation.id, snapshot)] : [];
      });
    },
  }),
  retold<MemberDoc>({
    aggregate: 'organisations.member',
    collection: 'members',
    facts: (docs, _db, now) =>
      docs.map(memberOf).map((member) => told(memberChangedV1, member.id, memberSnapshotOf(member, now))),
  }),
];
