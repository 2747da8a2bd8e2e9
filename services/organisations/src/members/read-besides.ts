import type { Member } from './domain/member.ts';
import type { Members } from './members.ts';

/** What is shown of people beside what they are: who added and invited them, and whether mails reach them. */
export async function readBesides(
  { accounts, bounces }: Pick<Members, 'accounts' | 'bounces'>,
  found: readonly Member[],
) {
  const by = found.flatMap(({ addedBy, invitation }) => [addedBy, ...(invitation ? [invitation.by] : [])]);
  const [names, bounced] = await Promise.all([
    accounts.names(by),
    bounces.since(found.map(({ workEmail }) => workEmail)),
  ]);
  return { names, bounced };
}
