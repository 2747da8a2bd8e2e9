import { buffer } from 'node:stream/consumers';
import { type SendMessage, sendMessageAgain } from '@leerhuis/contracts';
import type { FileStore } from '@leerhuis/files';
import { notFound, problem } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import type { MessageQueries } from './message-queries.ts';
import type { Message, MessageStore } from './message-store.ts';

export interface Resending {
  messages: MessageStore;
  queries: MessageQueries;
  files: FileStore;
}

/**
 * Reads what sending again takes; the transaction comes after it.
 * @throws Problem 404, or 409 when the mail had a link with a token: that is not kept, so its reader asks for a new one
 */
export async function readForResending({ queries, files }: Resending, id: string): Promise<SendMessage> {
  const message = await queries.get(id);
  if (!message) throw notFound();
  if (message.hasSecrets) throw hadSecrets();
  const attachments = await Promise.all(message.attachments.map((one) => attachmentOf(files, one)));
  const { accountId, recipient, template, data } = message;
  return { recipient: { accountId, ...recipient }, template, data, secrets: {}, attachments };
}

/** Puts the message in line again, under the job that it came by: the same message, the same Message-ID. */
export async function resend({ messages }: Resending, tx: Tx, id: string, again: SendMessage): Promise<Message> {
  const message = await messages.requeue(tx, id);
  if (!message) throw notFound();
  tx.enqueue(sendMessageAgain, again, { jobId: message.jobId });
  return message;
}

async function attachmentOf(files: FileStore, { fileId, filename, contentType }: Message['attachments'][number]) {
  const content = await files.read(fileId);
  if (!content) throw new Error(`attachment ${fileId} is gone`);
  return { filename, contentType, base64: (await buffer(content)).toString('base64') };
}

function hadSecrets() {
  return problem(409, 'message-had-secrets', {
    detail: {
      nl: 'Dit bericht bevatte een persoonlijke link, die niet bewaard is. Vraag een nieuwe link.',
      fr: 'Ce message contenait un lien personnel, qui n’est pas conservé. Demandez un nouveau lien.',
      en: 'This message had a personal link in it, which is not kept. Ask for a new link.',
    },
  });
}
