import { isNameless, kindOf, type SendMessage, sendMessage } from '@leerhuis/contracts';
import type { FileStore } from '@leerhuis/files';
import { isInfrastructureError, type Job, RetryLater, Unprocessable } from '@leerhuis/job-queue';
import { maxDeliveries } from '@leerhuis/job-queue/names';
import type { Counter, Logger } from '@leerhuis/telemetry';
import type { BounceReason } from '../addresses/domain/bounce.ts';
import type { Mailboxes } from '../mailboxes.ts';
import type { Mailer } from '../mailer.ts';
import { MailDelayed, MailRefused } from '../mailer-errors.ts';
import type { KeptAttachment, Message, MessageStore } from './message-store.ts';
import { renderMessage } from './render-message.ts';

export interface Sending {
  mailboxes: Mailboxes;
  messages: MessageStore;
  files: FileStore;
  mailer: Mailer;
  newId: () => string;
  clock: () => Date;
  /** For how long a mail has been tried, which is real time. */
  realTime: () => Date;
  logger: Logger;
  /** How the provider shows itself: its name under each mail, its colour on buttons. */
  brandOn: (now: Date) => { name: string; colour: string };
  timeZone: string;
  /** After so long, in ms, a mail that is still not taken has failed. */
  giveUpAfter: number;
  handled: Counter<'template' | 'outcome'>;
}

/**
 * Keeps the message and sends it. A job that comes again finds its message: sent, and nothing happens; not known to be
 * sent, and it goes out with the same Message-ID. So at least one mail, and exactly one message in the file. What another
 * message says to be true no more is kept and not sent.
 */
export function sendMessageWorker(sending: Sending) {
  const { messages, mailer, clock, handled } = sending;

  return async (job: Job<SendMessage>): Promise<void> => {
    const { template, insteadOf } = job.data;
    const message = (await messages.ofJob(job.id)) ?? (await keep(sending, job));
    if (message.state === 'sent') return;
    if (insteadOf) await messages.overtake(insteadOf, clock());
    if (await messages.isOvertaken(job.id)) {
      await messages.markOvertaken(message.id);
      handled.inc({ template, outcome: 'overtaken' });
      return;
    }
    try {
      await mailer.send(mailOf(sending, job));
    } catch (error) {
      if (error instanceof MailRefused && error.bounce) return bounced(sending, message, error.bounce, error.said);
      throw await afterFailure(sending, job, message, error);
    }
    await messages.markSent(message.id, clock());
    await sending.mailboxes.arrived(job.data.recipient.email);
    handled.inc({ template, outcome: 'sent' });
  };
}

function mailOf({ brandOn, timeZone, clock }: Sending, { id, data }: Job<SendMessage>): Parameters<Mailer['send']>[0] {
  const { email, locale } = data.recipient;
  // also of a job that an earlier version put in the queue
  const name = isNameless(data.template) ? '' : data.recipient.name;
  const attachments = data.attachments.map(({ base64, ...about }) => ({
    ...about,
    content: Buffer.from(base64, 'base64'),
  }));
  const repliesTo = data.data[kindOf(data.template).repliesTo ?? ''];
  const replyTo = typeof repliesTo === 'string' ? { replyTo: repliesTo } : {};
  const date = clock();
  const { name: sender, colour } = brandOn(date);
  const laidOut = renderMessage(data, { sender, colour, timeZone, masked: false });
  return { jobId: id, date, sender, to: { name, address: email }, ...replyTo, locale, attachments, ...laidOut };
}

async function keep(sending: Sending, { id: jobId, data }: Job<SendMessage>): Promise<Message> {
  const { accountId, ...recipient } = data.recipient;
  const attachments: KeptAttachment[] = [];
  for (const [n, { base64, ...about }] of data.attachments.entries()) {
    const content = Buffer.from(base64, 'base64');
    const fileId = `${jobId}:${n}`;
    await sending.files.save(fileId, content, about);
    attachments.push({ ...about, size: content.length, fileId });
  }
  const queuedAt = sending.clock();
  const { name: sender, colour } = sending.brandOn(queuedAt);
  return sending.messages.keep({
    id: sending.newId(),
    jobId,
    accountId,
    organisationId: data.organisationId ?? null,
    recipient,
    template: data.template,
    data: data.data,
    hasSecrets: Object.keys(data.secrets).length > 0,
    ...renderMessage(data, { sender, colour, timeZone: sending.timeZone, masked: true }),
    attachments,
    state: 'queued',
    reason: null,
    bounce: null,
    attempts: 0,
    queuedAt,
    sentAt: null,
  });
}

/** How often a mail is tried of which nobody knows whether the server took it: a day of tries would be hundreds of mails to one person. */
const mostUnknown = 3;

/** Notes why it was not sent, for staff to see, and says what the queue is to do with the job. */
async function afterFailure(
  sending: Sending,
  job: Job<SendMessage>,
  message: Message,
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof MailDelayed || error instanceof MailRefused) && isInfrastructureError(error)) return error;
  const ours = error instanceof Error ? error.message : String(error);
  const reason = error instanceof MailDelayed || error instanceof MailRefused ? error.said : ours;
  const waited = sending.realTime().getTime() - (job.sentAt ?? message.queuedAt).getTime();
  const isTriedEnough = error instanceof MailDelayed && error.isUnknown && message.attempts + 1 >= mostUnknown;
  const mayWait =
    error instanceof MailDelayed ? waited < sending.giveUpAfter && !isTriedEnough : job.attempt < maxDeliveries;
  if (mayWait && !(error instanceof MailRefused)) {
    await sending.messages.markAttempt(message.id, 'queued', reason);
    return error instanceof MailDelayed ? new RetryLater(ours, { cause: error }) : error;
  }
  await sending.messages.markAttempt(message.id, 'failed', reason);
  sending.handled.inc({ template: job.data.template, outcome: 'failed' });
  sending.logger.error({ messageId: message.id, queue: sendMessage.queue, err: error }, 'a message was not sent');
  return new Unprocessable(ours, { cause: error });
}

/** The job is done: who sent it sees it and gives another address. Nobody on call has to do anything about it. */
async function bounced(sending: Sending, message: Message, why: BounceReason, reason: string): Promise<void> {
  const { id: messageId, template, accountId, organisationId = null, recipient } = message;
  const mail = { email: recipient.email, messageId, template, accountId, organisationId };
  await sending.mailboxes.bounced(mail, why, (tx) => sending.messages.markBounced(tx, messageId, why, reason));
  sending.handled.inc({ template, outcome: 'bounced' });
  sending.logger.warn({ messageId, why }, 'a message bounced');
}
