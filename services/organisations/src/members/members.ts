import type { NoteAudit } from '@leerhuis/audit';
import type { AccountStore } from '../accounts/account-store.ts';
import type { BounceStore } from '../addresses/bounce-store.ts';
import type { OrganisationStore } from '../organisations/organisation-store.ts';
import type { MemberStore } from './member-store.ts';

/** What is done about people of organisations works with this. */
export interface Members {
  members: MemberStore;
  organisations: Pick<OrganisationStore, 'get' | 'hold' | 'many'>;
  accounts: AccountStore;
  bounces: BounceStore;
  note: NoteAudit;
  newId: () => string;
  /** A secret for a link, and what is kept of it. */
  newSecret: () => { secret: string; hash: string };
  hashOf: (secret: string) => string;
  linkOf: (secret: string) => string;
  loginUrl: string;
  /** The provider's time zone: links last to the end of a day. */
  zone: string;
  invitationDays: number;
  brandOn: (now: Date) => { name: string };
  /** Counts what becomes of invitations. */
  counted: (what: 'sent' | 'accepted' | 'refused') => void;
  /** Whether the others have been told what became of somebody; waits for it, but not for long. */
  isTold: (membershipId: string) => Promise<boolean>;
  /** Waits until the others have been told of all that was done, but not for long. */
  allTold: () => Promise<boolean>;
}
