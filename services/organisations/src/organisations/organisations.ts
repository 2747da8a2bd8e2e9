import type { NoteAudit } from '@leerhuis/audit';
import type { Actor } from '@leerhuis/auth';
import type { Tx } from '@leerhuis/outbox';
import type { AccountStore } from '../accounts/account-store.ts';
import type { BounceStore } from '../addresses/bounce-store.ts';
import type { Acting } from '../members/acting.ts';
import type { Right } from '../members/domain/roles.ts';
import type { Asker, Organisation } from './domain/organisation.ts';
import type { OrganisationStore } from './organisation-store.ts';
import type { SizeStore } from './size-store.ts';
import type { TurnStore } from './turn-store.ts';

/** What is done about organisations works with this. */
export interface Organisations {
  organisations: OrganisationStore;
  sizes: SizeStore;
  turns: TurnStore;
  accounts: AccountStore;
  bounces: BounceStore;
  note: NoteAudit;
  newId: () => string;
  loginUrl: string;
  mostRequestsPerHour: number;
  people: {
    /** @throws Problem 403, 404 */
    actingFor(actor: Actor | null, organisationId: string, right: Right, tx?: Tx): Promise<Acting>;
    /** Who asked for it manages it: at once with an account, else by an invitation (C-1). @throws Problem 409 */
    addFirstManager(tx: Tx, organisation: Organisation, asker: Asker, by: string): Promise<{ isAtOnce: boolean }>;
    /** Sees to some people of a closed one; tells whether there were any. */
    windUp(tx: Tx, closed: Organisation): Promise<boolean>;
    /** Waits until the others have been told of all that was done, but not for long. */
    allTold(): Promise<boolean>;
  };
}
