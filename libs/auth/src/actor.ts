import type { Locale } from '@leerhuis/language';
import type { JWTPayload } from 'jose';

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

/** A federation's system, which signed in as an API client. */
export interface PartnerActor {
  kind: 'partner';
  clientId: string;
  federation: string;
  expiresAt: Date;
}

/** Who asks, as a verified token tells; trusted until `expiresAt`. */
export type Actor = AccountActor | PartnerActor;

const roles: readonly string[] = [
  'learner',
  'staff',
  'administration',
  'finance',
  'operations',
  'teacher',
] satisfies Role[];

/** The claims of an access token (RFC 9068); `kind` keeps a partner's token from ever passing for a person's. */
export function claimsOf(actor: WithoutExpiry<Actor>): JWTPayload {
  return actor.kind === 'account'
    ? {
        kind: 'account',
        sub: actor.accountId,
        sid: actor.sessionId,
        roles: actor.roles,
        ...(actor.withheld?.length && { withheld: actor.withheld }),
      }
    : { kind: 'partner', sub: actor.clientId, client_id: actor.clientId, federation: actor.federation };
}

/** The actor of verified claims; null when they describe none. Roles that this version doesn't know give no rights. */
export function actorOf(claims: JWTPayload): Actor | null {
  const { sub, exp } = claims;
  if (!sub || exp === undefined) return null;
  const expiresAt = new Date(exp * 1000);
  if (claims['kind'] === 'account') {
    const sessionId = claims['sid'];
    const claimed = claims['roles'];
    if (typeof sessionId !== 'string' || !sessionId || !Array.isArray(claimed)) return null;
    const withheld = Array.isArray(claims['withheld']) ? claims['withheld'].filter(isRole) : [];
    const person = { kind: 'account', accountId: sub, sessionId, roles: claimed.filter(isRole), expiresAt } as const;
    return withheld.length > 0 ? { ...person, withheld } : person;
  }
  if (claims['kind'] === 'partner') {
    const federation = claims['federation'];
    if (typeof federation !== 'string' || !federation || claims['client_id'] !== sub) return null;
    return { kind: 'partner', clientId: sub, federation, expiresAt };
  }
  return null;
}

function isRole(value: unknown): value is Role {
  return typeof value === 'string' && roles.includes(value);
}

export type WithoutExpiry<A> = A extends unknown ? Omit<A, 'expiresAt'> : never;
