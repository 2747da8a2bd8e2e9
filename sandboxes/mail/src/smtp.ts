import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { type Behaviour, replyOfMailbox } from './behaviour.ts';
import type { MailStore } from './mail-store.ts';

const maxBytes = 25 * 1024 * 1024;

/** Takes every mail from everybody but those to mailboxes that are to be none, and answers once it is kept. */
export function createSmtpServer({ store, behaviour }: { store: MailStore; behaviour: Behaviour }): SMTPServer {
  return new SMTPServer({
    banner: 'Leerhuis mail catcher',
    disabledCommands: ['STARTTLS', 'AUTH'],
    size: maxBytes,
    disableReverseLookup: true,
    closeTimeout: 2_000,
    onRcptTo({ address }, _session, answer) {
      const refused = replyOfMailbox(address);
      answer(refused && refusal(refused.code, refused.text));
    },
    onData(stream, session, answer) {
      const recipients = session.envelope.rcptTo.map(({ address }) => address.toLowerCase());
      buffer(stream)
        .then(async (raw) => {
          if (stream.sizeExceeded) throw refusal(552, '5.3.4 The mail is too big');
          const refused = behaviour.refusalFor(recipients);
          if (refused && refused !== 'silent') throw refusal(refused.code, refused.text);
          await store.add(raw);
          if (refused) await new Promise(() => undefined);
        })
        .then(
          () => answer(),
          (error: unknown) => answer(error instanceof Error ? error : new Error(String(error))),
        );
    },
  }).on('error', () => {}); // a client that went away
}

function refusal(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}
