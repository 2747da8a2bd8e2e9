import type { AccountActor } from '@leerhuis/auth';
import type { Whose } from './attest-store.ts';

/** Whose attests somebody's list has: a person's, their own. */
export function whoseAttests(actor: AccountActor): Whose {
  return { accountId: actor.accountId };
}
