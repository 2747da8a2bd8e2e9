import type { Locale } from '@leerhuis/language';
import { inOrder, isExclusive, isTrainer, type Right, type Role, rightsOf } from './roles.ts';

/** How an invitation stands; one that was never answered has lapsed by its day. */
export type Invited = 'open' | 'accepted' | 'refused' | 'bounced';

export interface Invitation {
  state: Invited;
  /** A move ends what the person is in another organisation (B-5). */
  kind: 'join' | 'move';
  /** sha256 of the secrets in the links that were mailed: all work until it is answered. */
  tokens: string[];
  by: string;
  sentAt: Date;
  /** How often it was mailed. */
  times: number;
  expiresAt: Date;
  /** They said yes before they had an account: it counts as soon as they have. */
  wantedAt: Date | null;
  remindedAt: Date | null;
}

/** Somebody of an organisation: a contact without an account there, a member with one, or no longer. */
export interface Member {
  id: string;
  organisationId: string;
  revision: number;
  state: 'contact' | 'active' | 'ended';
  accountId: string | null;
  firstName: string;
  lastName: string;
  /** What the organisation knows of them as its own (C-6); its mails go there. */
  workEmail: string | null;
  phone: string | null;
  staffNumber: string | null;
  locale: Locale;
  roles: Role[];
  addedBy: string;
  addedAt: Date;
  joinedAt: Date | null;
  ended: { at: Date; how: Ending } | null;
  invitation: Invitation | null;
  /** A trainer who wants to be on the public list (B-3); missing in those of before. */
  publicList?: boolean;
}

export type Ending = 'left' | 'removed' | 'moved' | 'closed';
export type Person = Pick<
  Member,
  'firstName' | 'lastName' | 'workEmail' | 'phone' | 'staffNumber' | 'locale' | 'roles'
>;

/** Another membership of the same account or address that has not ended. */
export type Elsewhere = Pick<Member, 'id' | 'organisationId' | 'state' | 'roles'>;

export type MemberRefusal =
  | { refused: 'exclusive-role'; role: Role }
  | { refused: 'no-role' }
  | { refused: 'holds-role'; role: Role }
  | { refused: 'other-role'; role: Role }
  | { refused: 'is-member' }
  | { refused: 'number-taken'; by: string }
  | { refused: 'has-ended' }
  | { refused: 'no-address' }
  | { refused: 'is-elsewhere' }
  | { refused: 'last-manager' }
  | { refused: 'no-trainer' }
  | { refused: 'link-ended' };

/** A role that is exclusive stands alone (B-1). */
export function rolesRefused(given: readonly Role[]): MemberRefusal | null {
  if (given.length === 0) return { refused: 'no-role' };
  const exclusive = given.find(isExclusive);
  return exclusive && new Set(given).size > 1 ? { refused: 'exclusive-role', role: exclusive } : null;
}

export function newMember(
  { id, organisationId, addedBy, ...person }: Person & Pick<Member, 'id' | 'organisationId' | 'addedBy'>,
  now: Date,
): { member: Member } | MemberRefusal {
  const refusal = rolesRefused(person.roles);
  if (refusal) return refusal;
  const own = { ...person, roles: inOrder(person.roles), addedBy, addedAt: now };
  const nobodyYet = { accountId: null, joinedAt: null, ended: null, invitation: null };
  return { member: { id, organisationId, revision: 1, state: 'contact', ...own, ...nobodyYet } };
}

/**
 * Whether an address that is what it is elsewhere can have these roles here too, or by a move only (B-1, B-5).
 * @returns the membership that a move would end; null when there is nothing in the way
 */
export function besides(
  given: readonly Role[],
  elsewhere: readonly Elsewhere[],
): { from: Elsewhere | null } | MemberRefusal {
  const held = elsewhere.filter(({ state }) => state === 'active');
  const theirs = held.find(({ roles }) => roles.some(isExclusive));
  const exclusive = given.find(isExclusive);
  if (!exclusive) return theirs ? { refused: 'holds-role', role: theirs.roles[0] as Role } : { from: null };
  if (held.length === 0) return { from: null };
  if (theirs && held.length === 1) {
    const [role] = theirs.roles as [Role];
    return role === exclusive ? { from: theirs } : { refused: 'other-role', role };
  }
  return { refused: 'holds-role', role: (held[0] as Elsewhere).roles[0] as Role };
}

export interface Inviting {
  by: string;
  token: string;
  expiresAt: Date;
  kind: Invitation['kind'];
}

/** Invites, or invites again: links of before go on to work until it is answered (B-2). */
export function invite(member: Member, inviting: Inviting, now: Date): { member: Member } | MemberRefusal {
  if (member.state === 'ended') return { refused: 'has-ended' };
  if (member.state === 'active') return { refused: 'is-member' };
  if (!member.workEmail) return { refused: 'no-address' };
  const before = member.invitation;
  const { by, token, expiresAt, kind } = inviting;
  const invitation: Invitation = {
    state: 'open',
    kind,
    tokens: [...(before?.tokens ?? []), token].slice(-10),
    by,
    sentAt: now,
    times: (before?.times ?? 0) + 1,
    expiresAt,
    wantedAt: null,
    remindedAt: null,
  };
  return { member: next(member, { invitation }) };
}

/** Mails it once more before it lapses. */
export function remind(member: Member, token: string, now: Date): Member {
  const { invitation } = member;
  if (!invitation) return member;
  const tokens = [...invitation.tokens, token].slice(-10);
  return next(member, { invitation: { ...invitation, tokens, remindedAt: now, times: invitation.times + 1 } });
}

export type Standing = Invited | 'lapsed';

/** How an invitation stands at a moment. */
export function standingOf({ state, expiresAt }: Invitation, now: Date): Standing {
  return state === 'open' && expiresAt <= now ? 'lapsed' : state;
}

/** Whether the links of somebody's invitation lead to anything; after a bounce too, for it may have arrived after all. */
export function works(member: Member, now: Date): boolean {
  return isOpen(member) && member.invitation !== null && member.invitation.expiresAt > now;
}

/** Whether somebody was invited and did not answer, whatever the day. */
export function isOpen({ state, invitation }: Pick<Member, 'state' | 'invitation'>): boolean {
  return state === 'contact' && (invitation?.state === 'open' || invitation?.state === 'bounced');
}

/** Somebody takes an invitation up; a move ends what they were elsewhere, with the same role (B-5). */
export function accept(
  member: Member,
  account: { id: string },
  elsewhere: readonly Elsewhere[],
  now: Date,
): { member: Member; leaves: Elsewhere | null } | MemberRefusal {
  const { invitation } = member;
  if (!invitation || !works(member, now)) return { refused: 'link-ended' };
  if (elsewhere.some((other) => other.organisationId === member.organisationId && other.state === 'active'))
    return { refused: 'is-member' };
  const found = besides(member.roles, elsewhere);
  if ('refused' in found) return found;
  if (found.from && invitation.kind !== 'move') return { refused: 'is-elsewhere' };
  const joined = { state: 'active' as const, accountId: account.id, joinedAt: now };
  return { member: next(member, { ...joined, invitation: { ...invitation, state: 'accepted' } }), leaves: found.from };
}

/** Somebody with an account says at once what they are, without an invitation: who asked for the organisation (C-1). */
export function joinAtOnce(
  member: Member,
  account: { id: string },
  elsewhere: readonly Elsewhere[],
  now: Date,
): { member: Member } | MemberRefusal {
  const found = besides(member.roles, elsewhere);
  if ('refused' in found) return found;
  return { member: { ...member, state: 'active', accountId: account.id, joinedAt: now } };
}

/** They said yes before they have an account. */
export function want(member: Member, now: Date): { member: Member } | MemberRefusal {
  const { invitation } = member;
  if (!invitation || !works(member, now)) return { refused: 'link-ended' };
  return { member: next(member, { invitation: { ...invitation, wantedAt: invitation.wantedAt ?? now } }) };
}

/** Whether a trainer is on the public list, by which others find them (B-3); nobody else can be. */
export function list(member: Member, publicList: boolean): { member: Member } | MemberRefusal {
  if (publicList && !isTrainer(member.roles)) return { refused: 'no-trainer' };
  return (member.publicList ?? false) === publicList ? { member } : { member: next(member, { publicList }) };
}

/** They don't want it; they stay on the list as a contact. */
export function decline(member: Member, now: Date): { member: Member } | MemberRefusal {
  const { invitation } = member;
  if (invitation?.state === 'refused' && member.state === 'contact') return { member };
  if (!invitation || !works(member, now)) return { refused: 'link-ended' };
  return { member: next(member, { invitation: { ...invitation, state: 'refused', wantedAt: null } }) };
}

/** The mail did not arrive. */
export function bounce(member: Member): Member {
  const { invitation } = member;
  if (invitation?.state !== 'open') return member;
  return next(member, { invitation: { ...invitation, state: 'bounced' } });
}

/**
 * Ends it: the account stays (B-6).
 * @param otherManagers how many active managers the organisation has besides
 */
export function end(member: Member, how: Ending, otherManagers: number, now: Date): { member: Member } | MemberRefusal {
  if (member.state === 'ended') return { member };
  if (how !== 'closed' && isManager(member) && otherManagers === 0) return { refused: 'last-manager' };
  return { member: next(member, { state: 'ended', ended: { at: now, how } }) };
}

/**
 * Changes what the organisation knows of somebody. Another address before they answered: links to the old one work no more (B-12).
 * @param otherManagers how many active managers the organisation has besides
 */
export function change(
  member: Member,
  changes: Partial<Person>,
  otherManagers: number,
): { member: Member } | MemberRefusal {
  if (member.state === 'ended') return { refused: 'has-ended' };
  const refusal = changes.roles ? rolesRefused(changes.roles) : null;
  if (refusal) return refusal;
  const changed = next(member, { ...changes, roles: inOrder(changes.roles ?? member.roles) });
  if (isManager(member) && !isManager(changed) && otherManagers === 0) return { refused: 'last-manager' };
  const { invitation } = member;
  const isOther = changed.workEmail !== member.workEmail && member.state === 'contact' && invitation;
  return { member: isOther ? { ...changed, invitation: null } : changed };
}

export function isManager({ state, roles }: Pick<Member, 'state' | 'roles'>): boolean {
  return state === 'active' && roles.includes('manager');
}

/** Whether somebody may, in an organisation that is active: what is not given by a role is denied. */
export function may(member: Pick<Member, 'state' | 'roles'> | null, right: Right): boolean {
  return member?.state === 'active' && rightsOf(member.roles).includes(right);
}

/** Whether somebody may change this person: a trainer looks after care workers only (B-5, B-6, B-12). */
export function mayChange(member: Pick<Member, 'state' | 'roles'> | null, theirs: readonly Role[]): boolean {
  if (may(member, 'change-people')) return true;
  return may(member, 'change-care-workers') && theirs.length === 1 && theirs[0] === 'care-worker';
}

function next(member: Member, changes: Partial<Member>): Member {
  return { ...member, ...changes, revision: member.revision + 1 };
}
