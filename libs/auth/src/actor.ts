import type { Locale } from '@leerhuis/language';
import type { JWTPayload } from 'jose';
import type { Right } from './rights.ts';

/**
 * What a person of the provider may do: `administration` (people, settings, partners, audit), `finance` (money and documents),
 * `operations` (courses, registrations, messages, orders for who phones), `teacher` (questions about their own courses).
 */
export type StaffRole = 'administration' | 'finance' | 'operations' | 'teacher';

/** `staff` is all roles of staff together, as accounts and tokens of before have it. */
export type Role = 'learner' | 'staff' | StaffRole;

/** A person who is logged in. */
export interface AccountActor {
  kind: 'account';
  accountId: string;
  sessionId: string;
  roles: Role[];
  /** What the account may do too, once this session has given a second factor. */
  withheld?: Role[];
  /** The language of the account, where who verified the token knows it; it isn't in the token, which would keep that of before. */
  locale?: Locale;
  expiresAt: Date;
}

/**
 * A person who is logged in and acts for an organisation (C-5). The token says for which, and as which of its members; what they may is
 * looked up at each request, for it may end before the token does.
 */
export interface MemberActor {
  kind: 'member';
  accountId: string;
  sessionId: string;
  organisationId: string;
  membershipId: string;
  /** Those of this moment; none before they were looked up. */
  rights: readonly Right[];
  /** The language of the account, as of a person. */
  locale?: Locale;
  expiresAt: Date;
}

/** A federation's system, which signed in as an API client. */
export interface PartnerActor {
  kind: 'partner';
  clientId: string;
  federation: string;
  expiresAt: Date;
}

/** Who asks, as a verified token tells; trusted until `expiresAt`. */
export type Actor = AccountActor | MemberActor | PartnerActor;

/** Whether it is a person, whatever they act as. */
export function isPerson(actor: Actor | null | undefined): actor is AccountActor | MemberActor {
  return actor?.kind === 'account' || actor?.kind === 'member';
}

const roles: readonly string[] = [
  'learner',
  'staff',
  'administration',
  'finance',
  'operations',
  'teacher',
] satisfies Role[];

/** Whether the actor is this person, whatever they act as. */
export function isThemself(actor: Actor | null | undefined, accountId: string | null): boolean {
  return isPerson(actor) && actor.accountId === accountId;
}

/**
 * The claims of an access token (RFC 9068). `kind` keeps a partner's token from ever passing for a person's, and a member's for that of
 * the person: who doesn't know a kind takes it for nobody's.
 */
export function claimsOf(actor: Claimed<Actor>): JWTPayload {
  switch (actor.kind) {
    case 'account':
      return {
        kind: 'account',
        sub: actor.accountId,
        sid: actor.sessionId,
        roles: actor.roles,
        ...(actor.withheld?.length && { withheld: actor.withheld }),
      };
    case 'member':
      return {
        kind: 'member',
        sub: actor.accountId,
        sid: actor.sessionId,
        org: actor.organisationId,
        mem: actor.membershipId,
      };
    case 'partner':
      return { kind: 'partner', sub: actor.clientId, client_id: actor.clientId, federation: actor.federation };
  }
}

/** The actor of verified claims; null when they describe none. Roles that this version doesn't know give no rights. */
export function actorOf(claims: JWTPayload): Actor | null {
  const { sub, exp } = claims;
  if (!sub || exp === undefined) return null;
  const expiresAt = new Date(exp * 1000);
  if (claims['kind'] === 'account') {
    const sessionId = claims['sid'];
    const claimed = claims['roles'];
    if (!isText(sessionId) || !Array.isArray(claimed)) return null;
    const withheld = Array.isArray(claims['withheld']) ? claims['withheld'].filter(isRole) : [];
    const person = { kind: 'account', accountId: sub, sessionId, roles: claimed.filter(isRole), expiresAt } as const;
    return withheld.length > 0 ? { ...person, withheld } : person;
  }
  if (claims['kind'] === 'member') {
    const { sid: sessionId, org: organisationId, mem: membershipId } = claims;
    if (!isText(sessionId) || !isText(organisationId) || !isText(membershipId)) return null;
    return { kind: 'member', accountId: sub, sessionId, organisationId, membershipId, rights: [], expiresAt };
  }
  if (claims['kind'] === 'partner') {
    const federation = claims['federation'];
    if (!isText(federation) || claims['client_id'] !== sub) return null;
    return { kind: 'partner', clientId: sub, federation, expiresAt };
  }
  return null;
}

function isRole(value: unknown): value is Role {
  return typeof value === 'string' && roles.includes(value);
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** What a token is made of: what is looked up, and when it ends, are not part of it. */
export type Claimed<A> = A extends unknown ? Omit<A, 'expiresAt' | 'rights'> : never;
