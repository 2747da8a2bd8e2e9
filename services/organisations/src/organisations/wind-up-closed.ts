import type { Outbox } from '@leerhuis/outbox';
import type { Organisations } from './organisations.ts';

/** Sees to the people of closed organisations, a hundred at a time; goes on after a kill where it was. */
export async function windUpClosed({
  needs: { organisations, people },
  transaction,
}: {
  needs: Organisations;
  transaction: Outbox['transaction'];
}): Promise<void> {
  for (const closed of await organisations.windingUp()) {
    while (await transaction((tx) => people.windUp(tx, closed)));
    await organisations.woundUp(closed.id);
  }
}
