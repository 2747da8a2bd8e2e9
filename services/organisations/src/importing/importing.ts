import type { Actor } from '@leerhuis/auth';
import type { Words } from '@leerhuis/language';
import type { Outbox, Tx } from '@leerhuis/outbox';
import type { Logger } from '@leerhuis/telemetry';
import type { AccountStore } from '../accounts/account-store.ts';
import type { Acting } from '../members/acting.ts';
import type { Member, Person } from '../members/domain/member.ts';
import type { Right, Role } from '../members/domain/roles.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { Organisation } from '../organisations/domain/organisation.ts';
import type { ImportStore } from './import-store.ts';

/** What is done to take in lists of people works with this. */
export interface Importing {
  imports: ImportStore;
  members: Pick<MemberStore, 'byAddress' | 'byStaffNumber' | 'takeTurn'>;
  accounts: Pick<AccountStore, 'names'>;
  roleNames: Record<Role, Words>;
  newId: () => string;
  logger: Logger;
  transaction: Outbox['transaction'];
  people: {
    /** @throws Problem 403, 404 */
    actingFor(actor: Actor | null, organisationId: string, right: Right, tx?: Tx): Promise<Acting>;
    /** For whom somebody still acts with the right to change people; null when they don't any more. */
    mayStill(accountId: string, organisationId: string): Promise<Organisation | null>;
    /** @throws Problem */
    add(tx: Tx, organisation: Organisation, person: Person, invites: boolean, by: string): Promise<Member>;
    /** @throws Problem */
    change(tx: Tx, member: Member, changes: Partial<Person>, by: string): Promise<Member>;
  };
}
