import { randomBytes } from 'node:crypto';
import { zonedDay } from '@leerhuis/calendar';
import { sendMessage } from '@leerhuis/contracts';
import { followSettings, settingsIndexes } from '@leerhuis/provider/follow-settings';
import { openParts, type PartNeeds, type Served } from '@leerhuis/service-parts';
import type { StopList } from '@leerhuis/service-runtime';
import type { Settings } from './config.ts';
import { newsletterRoutes } from './subscribing/subscription-http.ts';
import { newsletterIndexes, newsletterStore } from './subscribing/subscription-store.ts';
import { createMailer } from './sending/mailer.ts';
import { messageRoutes } from './sending/message-http.ts';
import { messageQueries } from './sending/message-queries.ts';
import { messageIndexes, messageStore } from './sending/message-store.ts';
import { sendMessageWorker } from './sending/run-send-message.ts';

/** Starts the service; gives its port. */
export async function startNotifications(
  settings: Settings,
  stops: StopList,
  twin: Pick<PartNeeds, 'clock' | 'verifyToken'> = {},
): Promise<Served> {
  const { TIME_ZONE: timeZone } = settings;
  const mailer = createMailer({
    url: settings.SMTP_URL,
    ca: settings.SMTP_CA_FILE,
    demandTls: settings.SMTP_TLS,
    from: settings.MAIL_FROM,
  });
  // closed after the job queue, which finishes what is under way
  stops.add('mailer', () => mailer.close());
  const parts = await openParts('notifications', settings, stops, {
    indexes: { ...messageIndexes, ...newsletterIndexes, ...settingsIndexes },
    publishes: [],
    jobs: [sendMessage],
    ...twin,
  });
  const { database, metrics, clock, realTime, newId, logger } = parts;
  const { settings: provider, onSettingsChanged } = await followSettings(parts);
  const brandOn = (now: Date) => provider.brandOn(zonedDay(now, timeZone));

  const messages = messageStore(database);
  const queries = messageQueries(database);
  const files = await parts.files('attachments');

  const served = await parts.serve({
    title: 'Messages and newsletter',
    routes: [
      ...messageRoutes({ messages, queries, files }),
      ...newsletterRoutes({
        newsletters: newsletterStore(database),
        newToken: () => randomBytes(32).toString('base64url'),
        publicUrl: settings.PUBLIC_URL,
        brandOn,
      }),
    ],
  });

  const handled = metrics.counter({
    name: 'messages_total',
    help: 'Messages by what became of them: sent, failed, overtaken',
    labelNames: ['template', 'outcome'],
  });
  const giveUpAfter = settings.GIVE_UP_AFTER_HOURS * 3_600_000;
  await parts.work(
    sendMessage,
    sendMessageWorker({
      messages,
      files,
      mailer,
      newId,
      clock,
      realTime,
      logger,
      brandOn,
      timeZone,
      giveUpAfter,
      handled,
    }),
  );
  // without the broker mails are sent all the same, by the settings that are known
  await parts.subscribe([onSettingsChanged]);
  return served;
}
