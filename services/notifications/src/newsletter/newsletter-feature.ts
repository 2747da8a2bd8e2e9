import { randomUUID } from 'node:crypto';
import { auditStore } from '@leerhuis/audit';
import type { Route } from '@leerhuis/http-api';
import type { Parts } from '@leerhuis/service-parts';
import type { StopList } from '@leerhuis/service-runtime';
import type { Settings } from '../config.ts';
import type { Mailboxes } from '../mailboxes.ts';
import type { Mailer } from '../mailer.ts';
import { deliveryStore } from './delivery-store.ts';
import { newsletterAdminRoutes } from './newsletter-http.ts';
import { newsletterStore, senderLease } from './newsletter-store.ts';
import type { Newsletters } from './newsletters.ts';
import { senderLeaseMs, sendNewsletters } from './send-newsletters.ts';

/** Writing and sending newsletters: its routes, and what starts to send. */
export function newsletterFeature(
  parts: Parts,
  settings: Settings,
  {
    mailboxes,
    ...given
  }: { mailer: Mailer; mailboxes: Mailboxes } & Pick<Newsletters, 'subscribers' | 'links' | 'brandOn'>,
): { routes: Route[]; startSending: (stops: StopList) => Promise<void> } {
  const { database, metrics, newId, clock, realTime, logger } = parts;
  const coursePage = settings.COURSE_PAGE_URL;
  const needs: Newsletters = {
    newsletters: newsletterStore(database),
    deliveries: deliveryStore(database),
    audit: auditStore(database, newId),
    newId,
    courseUrl: (courseId) => coursePage?.replace('{id}', courseId) ?? null,
    timeZone: settings.TIME_ZONE,
    ...given,
  };
  return {
    routes: newsletterAdminRoutes(needs),
    async startSending(stops) {
      const lease = await senderLease(database, randomUUID(), senderLeaseMs);
      stops.add('newsletter lease', () => lease.release());
      const turn = sendNewsletters({
        ...needs,
        mailboxes,
        transaction: parts.outbox.transaction,
        lease,
        isCaughtUp: parts.isCaughtUp,
        clock,
        realTime,
        logger,
        mailsPerMinute: settings.NEWSLETTER_MAILS_PER_MINUTE,
        giveUpAfter: settings.GIVE_UP_AFTER_HOURS * 3_600_000,
        mails: metrics.counter({
          name: 'newsletter_mails_total',
          help: 'Mails of newsletters by what became of them: sent, failed, skipped',
          labelNames: ['outcome'],
        }),
        waiting: metrics.gauge({
          name: 'newsletter_waiting',
          help: 'Mails of the newsletter under way that wait here',
        }),
        stalled: metrics.gauge({
          name: 'newsletter_stalled_seconds',
          help: 'For how long nothing was done of a newsletter that is to be sent',
        }),
      });
      parts.every(2_000, 'newsletters', turn);
    },
  };
}
