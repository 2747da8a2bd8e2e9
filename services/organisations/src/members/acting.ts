import type { Actor } from '@leerhuis/auth';
import { notFound, problem } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import type { Organisation } from '../organisations/domain/organisation.ts';
import { type Member, may, mayChange } from './domain/member.ts';
import type { Right, Role } from './domain/roles.ts';
import type { Members } from './members.ts';

type Knowing = Pick<Members, 'members' | 'organisations'>;

/** Who acts, and for which organisation. */
export interface Acting {
  member: Member;
  organisation: Organisation;
}

/**
 * The one place that decides whether somebody may do something for an organisation. Whoever is none of its active members learns
 * nothing of it.
 * @throws Problem 404; 403 when their roles don't give the right
 */
export async function actingFor(
  { members, organisations }: Knowing,
  actor: Actor | null,
  organisationId: string,
  right: Right | 'change-anybody',
  tx?: Tx,
): Promise<Acting> {
  const accountId = actor?.kind === 'account' ? actor.accountId : null;
  const member = accountId === null ? null : await members.ofBoth(organisationId, accountId, tx);
  const organisation = member?.state === 'active' ? await organisations.get(organisationId, tx) : null;
  if (!member || organisation?.state !== 'active') throw notFound();
  const allowed =
    right === 'change-anybody'
      ? may(member, 'change-people') || may(member, 'change-care-workers')
      : may(member, right);
  if (!allowed) throw notAllowed();
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
  if (!mayChange(member, theirs)) throw notAllowed();
}

function notAllowed() {
  return problem(403, 'role-without-right', {
    detail: {
      nl: 'Uw rol in deze organisatie laat dit niet toe. Vraag het aan een beheerder.',
      fr: 'Votre rôle dans cette organisation ne le permet pas. Demandez à un gestionnaire.',
      en: 'Your role in this organisation does not allow this. Ask a manager.',
    },
  });
}
