import { randomBytes } from 'node:crypto';
import { auditIndexes } from '@leerhuis/audit';
import { zonedDay } from '@leerhuis/calendar';
import { addressBouncedV1, addressReachedV1, sendMessage } from '@leerhuis/contracts';
import { followSettings, settingsIndexes } from '@leerhuis/provider/follow-settings';
import { openParts, type PartNeeds, type Served } from '@leerhuis/service-parts';
import { handingOver } from '@leerhuis/service-parts/handed-over';
import type { StopList } from '@leerhuis/service-runtime';
import { addressRoutes } from './addresses/address-http.ts';
import { addressIndexes, addressStore } from './addresses/address-store.ts';
import { noteMailboxes } from './addresses/note-mailboxes.ts';
import type { Settings } from './config.ts';
import { addDemoNewsletters } from './demo-newsletters/demo-newsletters.ts';
import { entryIndexes } from './file/entry-store.ts';
import { fileFeature } from './file/file-feature.ts';
import { createMailer } from './mailer.ts';
import { namesIn } from './names-in.ts';
import { deliveryIndexes } from './newsletter/delivery-store.ts';
import { newsletterFeature } from './newsletter/newsletter-feature.ts';
import { newsletterIndexes } from './newsletter/newsletter-store.ts';
import { messageRoutes } from './sending/message-http.ts';
import { filedOf, messageQueries } from './sending/message-queries.ts';
import { messageIndexes, messageStore } from './sending/message-store.ts';
import { sendMessageWorker } from './sending/run-send-message.ts';
import { subscriptionsSayWhose } from './subscribing/migrate-subscriptions.ts';
import { optInIndexes } from './subscribing/opt-in-store.ts';
import { subscribingFeature } from './subscribing/subscribing-feature.ts';
import { subscriptionIndexes } from './subscribing/subscription-store.ts';

const newToken = () => randomBytes(32).toString('base64url');

/** Starts the service; gives its port. */
export async function startNotifications(
  settings: Settings,
  stops: StopList,
  twin: Pick<PartNeeds, 'clock' | 'verifyToken'> = {},
): Promise<Served> {
  const { TIME_ZONE: timeZone } = settings;
  const server = {
    url: settings.SMTP_URL,
    ca: settings.SMTP_CA_FILE,
    demandTls: settings.SMTP_TLS,
    from: settings.MAIL_FROM,
    patience: settings.SMTP_PATIENCE_SECONDS * 1_000,
  };
  const mailer = createMailer(server);
  // connections of their own: newsletters hold up no mail that somebody waits for
  const newsletterMailer = createMailer({ ...server, connections: 3 });
  // closed after the job queue, which finishes what is under way
  stops.add('mailer', () => {
    mailer.close();
    newsletterMailer.close();
  });
  const parts = await openParts('notifications', settings, stops, {
    indexes: {
      ...messageIndexes,
      ...addressIndexes,
      ...entryIndexes,
      ...subscriptionIndexes,
      ...optInIndexes,
      ...newsletterIndexes,
      ...deliveryIndexes,
      ...auditIndexes,
      ...settingsIndexes,
    },
    migrations: [subscriptionsSayWhose],
    knowsMembers: true,
    publishes: [addressBouncedV1, addressReachedV1],
    jobs: [sendMessage],
    ...twin,
  });
  const { database, metrics, clock, realTime, newId, logger } = parts;
  const { settings: provider, onSettingsChanged } = await followSettings(parts);
  const brandOn = (now: Date) => provider.brandOn(zonedDay(now, timeZone));

  const messages = messageStore(database);
  const queries = messageQueries(database);
  const files = await parts.files('attachments');
  const addresses = addressStore(database);
  const bounced = metrics.counter({
    name: 'mails_bounced_total',
    help: 'Mails that were refused for good because of their address, by why: malformed, unknown, disabled, full, domain',
    labelNames: ['why'],
  });
  const mailboxes = noteMailboxes(addresses, parts.outbox.transaction, bounced);

  if (settings.DEMO_NEWSLETTERS) await addDemoNewsletters(database, newToken, clock());
  const { subscriptions, ...subscribing } = subscribingFeature(parts, settings, {
    forgetMessages: messages.forget,
    newToken,
    brandOn,
  });
  const newsletters = newsletterFeature(parts, settings, {
    mailer: newsletterMailer,
    mailboxes,
    subscribers: {
      all: subscriptions.subscribers,
      get: subscriptions.get,
      ofAddress: subscriptions.ofAddress,
      names: subscriptions.namesOf,
    },
    links: subscribing.links,
    brandOn,
  });

  const file = fileFeature(parts, {
    organisationNames: async (ids) =>
      new Map((await parts.acting.organisations.many(ids)).map(({ id, name }) => [id, name])),
    namesIn: (...asked) => namesIn(parts.acting.members, ...asked),
    messages: async (whose, { from, before }, wish) => {
      const page = await queries.ofFile(whose, { from: from ?? undefined, before: before ?? undefined }, wish);
      return { ...page, items: page.items.map(filedOf) };
    },
  });

  const served = await parts.serve({
    title: 'Messages and newsletter',
    routes: [
      ...messageRoutes({ messages, queries, files }),
      ...addressRoutes(addresses),
      ...file.routes,
      ...subscribing.routes,
      ...newsletters.routes,
    ],
  });

  const handled = metrics.counter({
    name: 'messages_total',
    help: 'Messages by what became of them: sent, bounced, failed, overtaken',
    labelNames: ['template', 'outcome'],
  });
  await newsletters.startSending(stops);
  const giveUpAfter = settings.GIVE_UP_AFTER_HOURS * 3_600_000;
  const worker = sendMessageWorker({
    messages,
    files,
    mailboxes,
    mailer,
    newId,
    clock,
    realTime,
    logger,
    brandOn,
    timeZone,
    giveUpAfter,
    handled,
  });
  // while one broker is away, what comes by the other is done all the same
  await Promise.all([
    parts.work(sendMessage, worker),
    parts.subscribe([
      onSettingsChanged,
      ...parts.acting.handlers({ organisation: handingOver(parts, ['messages', 'fileEntries']) }),
      ...subscribing.handlers,
      ...file.handlers,
    ]),
  ]);
  return served;
}
