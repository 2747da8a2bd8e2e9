import { isContention } from '@leerhuis/mongo';
import type { Outbox } from '@leerhuis/outbox';
import type { Clock } from '@leerhuis/service-runtime';
import { remindMember } from './invitation-commands.ts';
import type { Members } from './members.ts';

const soon = 3 * 86_400_000;

/** Mails invitations that end within three days once more. Tells whether there is more to do. */
export async function remindOfEnd({
  members,
  transaction,
  clock,
}: {
  members: Members;
  transaction: Outbox['transaction'];
  clock: Clock;
}): Promise<'more' | undefined> {
  const now = clock();
  const ending = await members.members.ending(now, new Date(now.getTime() + soon));
  for (const { id } of ending)
    await transaction((tx) => remindMember(members, tx, id)).catch((error: unknown) => {
      // somebody answers it at this moment
      if (!isContention(error)) throw error;
    });
  return ending.length === 100 ? 'more' : undefined;
}
