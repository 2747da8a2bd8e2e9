import { ActingEnded, type Actor, isPerson, type MemberActor } from '@leerhuis/auth';
import { notFound, problem, roleWithoutRight } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import type { Organisation } from '../organisations/domain/organisation.ts';
import { type Member, may, mayChange } from './domain/member.ts';
import { type Right, type Role, rightsOf } from './domain/roles.ts';
import type { Members } from './members.ts';

type Knowing = Pick<Members, 'members' | 'organisations'>;

/** Who acts, and for which organisation. */
export interface Acting {
  member: Member;
  organisation: Organisation;
}

/**
 * Who acts for an organisation, with the rights of this moment, as their own part knows them.
 * @throws ActingEnded when they do no more
 */
export async function admitted({ members, organisations }: Knowing, actor: MemberActor): Promise<MemberActor> {
  const [member, organisation] = await Promise.all([
    members.get(actor.membershipId),
    organisations.get(actor.organisationId),
  ]);
  const isTheirs = member?.accountId === actor.accountId && member.organisationId === actor.organisationId;
  if (!member || !isTheirs || member.state !== 'active' || organisation?.state !== 'active') throw new ActingEnded();
  return { ...actor, rights: rightsOf(member.roles) };
}

/**
 * Whether somebody may do something for an organisation, decided in the transaction that does it. Whoever is none of its active members
 * learns nothing of it; who is one, and acts as something else, is told to choose first (C-5, C-7).
 * @throws Problem 404; 403 when their roles don't give the right, or they don't act for it
 */
export async function actingFor(
  { members, organisations }: Knowing,
  actor: Actor | null,
  organisationId: string,
  right: Right | 'change-anybody',
  tx?: Tx,
): Promise<Acting> {
  if (!isPerson(actor)) throw notFound();
  const looked = [
    () => members.ofBoth(organisationId, actor.accountId, tx),
    () => organisations.get(organisationId, tx),
  ] as const;
  // side by side, but not in a transaction, which does one thing at a time
  const [found, organisation] = tx
    ? [await looked[0](), await looked[1]()]
    : await Promise.all([looked[0](), looked[1]()]);
  const member = found?.state === 'active' ? found : null;
  if (!member || organisation?.state !== 'active') throw notFound();
  if (actor?.kind !== 'member' || actor.organisationId !== organisationId) throw actForItFirst();
  const allowed =
    right === 'change-anybody'
      ? may(member, 'change-people') || may(member, 'change-care-workers')
      : may(member, right);
  if (!allowed) throw roleWithoutRight();
  return { member, organisation };
}

/** The organisation that somebody acts for with a right, when nobody waits for an answer; null when they don't, or no more. */
export async function organisationOf(
  { members, organisations }: Knowing,
  accountId: string,
  organisationId: string,
  right: Right,
): Promise<Organisation | null> {
  const member = await members.ofBoth(organisationId, accountId);
  if (!may(member, right)) return null;
  const organisation = await organisations.get(organisationId);
  return organisation?.state === 'active' ? organisation : null;
}

/** @throws Problem 403 when who acts may not change somebody with these roles */
export function demandChange({ member }: Acting, theirs: readonly Role[]): void {
  if (!mayChange(member, theirs)) throw roleWithoutRight();
}

function actForItFirst() {
  return problem(403, 'act-for-it-first', {
    detail: {
      nl: 'Kies eerst om voor deze organisatie te handelen, met PUT /api/v1/sessions/current/acting-as.',
      fr: "Choisissez d'abord d'agir pour cette organisation, par PUT /api/v1/sessions/current/acting-as.",
      en: 'First choose to act for this organisation, by PUT /api/v1/sessions/current/acting-as.',
    },
  });
}
