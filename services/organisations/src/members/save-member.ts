import type { AuditedFields } from '@leerhuis/audit';
import type { Tx } from '@leerhuis/outbox';
import type { Member } from './domain/member.ts';
import { tellOf, tellOfEndedLinks } from './member-events.ts';
import type { Members } from './members.ts';

/** Somebody as the audit trail has them. */
function audited(member: Member): AuditedFields {
  const { organisationId, state, accountId, firstName, lastName, workEmail, phone, staffNumber, roles } = member;
  const own = { accountId, firstName, lastName, workEmail, phone, staffNumber, roles: roles.join(', ') };
  return {
    organisationId,
    state,
    ...own,
    invitation: member.invitation?.state ?? null,
    publicList: member.publicList ?? false,
  };
}

interface Noting {
  by: string;
  action: string;
  reason?: string;
}

/** Keeps what was decided, tells it and notes it. Nothing when nothing changed. */
export async function saveMember(
  { members, note }: Pick<Members, 'members' | 'note'>,
  tx: Tx,
  before: Member | null,
  after: Member,
  noting: Noting,
): Promise<Member> {
  if (before === after) return after;
  if (before) await members.save(tx, after);
  else await members.insert(tx, after);
  tellOf(tx, after);
  if (before) tellOfEndedLinks(tx, before, after);
  await note(tx, { ...noting, subject: after.id, before: before && audited(before), after: audited(after) });
  return after;
}
