import { type SendMessage, sendMessage } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import type { Account } from './domain/account.ts';

/**
 * Puts a mail to the account's owner in the outbox. `secrets` are shown in the mail and masked in the kept copy. No name goes
 * along: whoever registered the address typed it.
 */
export function writeTo(
  tx: Tx,
  account: Account,
  template: SendMessage['template'],
  content: { data?: SendMessage['data']; secrets?: SendMessage['secrets'] } = {},
): void {
  tx.enqueue(sendMessage, {
    recipient: {
      accountId: account.id,
      email: account.email,
      name: '',
      locale: account.locale,
    },
    template,
    data: content.data ?? {},
    secrets: content.secrets ?? {},
    attachments: [],
  });
}
