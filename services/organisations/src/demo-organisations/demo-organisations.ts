import type { Outbox, Tx } from '@leerhuis/outbox';
import { joinAwaited } from '../members/answer-commands.ts';
import { invite, type Member, newMember, want } from '../members/domain/member.ts';
import { inviteMember } from '../members/invitation-commands.ts';
import { memberProblem } from '../members/member-problems.ts';
import type { Members } from '../members/members.ts';
import { saveMember } from '../members/save-member.ts';
import { make, type Organisation } from '../organisations/domain/organisation.ts';
import { saveOrganisation, tellSize } from '../organisations/organisation-commands.ts';
import type { Organisations } from '../organisations/organisations.ts';
import { type DemoPerson, demoOrganisations } from './the-organisations.ts';

const by = 'demo';

/** Organisations with people in several roles, for show; one that was there once stays as it is. */
export async function addDemoOrganisations(
  needs: Organisations,
  members: Members,
  transaction: Outbox['transaction'],
): Promise<void> {
  for (const { id, details, buysOnAccount, figures, people } of demoOrganisations)
    await transaction(async (tx) => {
      if (await needs.organisations.get(id, tx)) return;
      const made = make(id, details, buysOnAccount, tx.now);
      await saveOrganisation(needs, tx, null, made, { by, action: 'organisation.made' });
      await tellSize(needs, tx, made, figures, by);
      for (const person of people) await add(members, tx, made, person);
    });
}

async function add(members: Members, tx: Tx, organisation: Organisation, { email, as, ...own }: DemoPerson) {
  const person = { phone: null, staffNumber: null, ...own, workEmail: email, locale: organisation.locale };
  const made = newMember({ ...person, id: members.newId(), organisationId: organisation.id, addedBy: by }, tx.now);
  if ('refused' in made) throw memberProblem(made);
  const listed = await saveMember(members, tx, null, made.member, { by, action: 'member.added' });
  if (as === 'invited') await inviteMember(members, tx, listed, organisation, by);
  if (as === 'joined') await join(members, tx, listed);
}

/** Said yes beforehand, so that they belong to it as soon as the gateway tells of their account. */
async function join(members: Members, tx: Tx, listed: Member): Promise<void> {
  const expiresAt = new Date(tx.now.getTime() + members.invitationDays * 86_400_000);
  const invited = invite(listed, { by, token: members.newSecret().hash, expiresAt, kind: 'join' }, tx.now);
  if ('refused' in invited) throw memberProblem(invited);
  const wanted = want(invited.member, tx.now);
  if ('refused' in wanted) throw memberProblem(wanted);
  await saveMember(members, tx, listed, wanted.member, { by, action: 'member.invited' });
  const account = listed.workEmail ? await members.accounts.ofAddress(listed.workEmail, tx) : null;
  if (account) await joinAwaited(members, tx, account);
}
