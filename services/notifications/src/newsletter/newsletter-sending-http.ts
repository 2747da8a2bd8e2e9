import { type Answer, etagOf, idSchema, notFound, ok, pageQuery, type Route, route } from '@leerhuis/http-api';
import { z } from 'zod';
import { deliveryStates } from './domain/delivery.ts';
import type { Newsletter } from './domain/newsletter.ts';
import { audienceOf, newsletterSteps, refuseForNobody } from './newsletter-commands.ts';
import {
  audienceSchema,
  deliveryPage,
  deliveryView,
  newsletterSchema,
  newsletterView,
  scheduleSchema,
} from './newsletter-schemas.ts';
import type { Newsletters } from './newsletters.ts';

const base = '/api/v1/admin/newsletters';
const common = { tags: ['staff: newsletters'] as const, access: { staff: ['administration'] } as const };
const params = z.strictObject({ id: idSchema });

/** When a newsletter is sent, to whom, and how far it is (V-5). */
export function newsletterSendingRoutes(needs: Newsletters): Route[] {
  const { newsletters, deliveries } = needs;
  const etag = ({ revision }: Newsletter) => ({ ETag: etagOf(revision) });

  async function find(id: string): Promise<Newsletter> {
    const newsletter = await newsletters.get(id);
    if (!newsletter) throw notFound();
    return newsletter;
  }

  /** A step by its name in the path: the same asked twice is refused, as it is in another state then. */
  const step = (name: 'send' | 'pause' | 'resume' | 'stop', operationId: string, summary: string): Route =>
    route({
      ...common,
      method: 'post',
      path: `${base}/:id/${name}`,
      operationId,
      summary,
      idempotent: true,
      etag: true,
      request: { params },
      responses: { 200: newsletterSchema },
      problems: [404, 409, 412, 422],
      handler: async (ctx): Promise<Answer> => {
        if (name === 'send') await refuseForNobody(needs, ctx.params.id);
        const before = name === 'send' ? null : await deliveries.progress(ctx.params.id);
        return ctx.transaction(async (tx) => {
          const newsletter = await newsletterSteps[name](needs, tx, ctx.params.id, ctx);
          return ok(newsletterView(newsletter, before), etag(newsletter));
        });
      },
    });

  return [
    route({
      ...common,
      method: 'get',
      path: `${base}/:id/audience`,
      operationId: 'getNewsletterAudience',
      summary: 'How many would get it now, by the language that they read',
      request: { params },
      responses: { 200: audienceSchema },
      problems: [404],
      handler: async ({ params: { id } }) => ok(await audienceOf(needs, await find(id))),
    }),
    route({
      ...common,
      method: 'put',
      path: `${base}/:id/schedule`,
      operationId: 'scheduleNewsletter',
      summary: 'Have it sent at a moment',
      etag: true,
      request: { params, body: scheduleSchema },
      responses: { 200: newsletterSchema },
      problems: [404, 409, 412, 422],
      handler: (ctx) =>
        ctx.transaction(async (tx) => {
          const scheduled = await newsletterSteps.schedule(needs, tx, ctx.params.id, ctx, ctx.body);
          return ok(newsletterView(scheduled, null), etag(scheduled));
        }),
    }),
    route({
      ...common,
      method: 'delete',
      path: `${base}/:id/schedule`,
      operationId: 'unscheduleNewsletter',
      summary: 'Back to a draft, before it is sent',
      etag: true,
      request: { params },
      responses: { 200: newsletterSchema },
      problems: [404, 409, 412],
      handler: (ctx) =>
        ctx.transaction(async (tx) => {
          const draft = await newsletterSteps.unschedule(needs, tx, ctx.params.id, ctx);
          return ok(newsletterView(draft, null), etag(draft));
        }),
    }),
    step('send', 'sendNewsletter', 'Have it sent at once'),
    step('pause', 'pauseNewsletter', 'Send no more of it for now'),
    step('resume', 'resumeNewsletter', 'Go on sending it to who didn’t get it yet'),
    step('stop', 'stopNewsletter', 'Send no more of it for good'),
    route({
      ...common,
      method: 'get',
      path: `${base}/:id/deliveries`,
      operationId: 'listNewsletterDeliveries',
      summary: 'Who got it, and who didn’t',
      request: { params, query: z.strictObject({ ...pageQuery, state: z.enum(deliveryStates).optional() }) },
      responses: { 200: deliveryPage },
      problems: [404],
      handler: async ({ params: { id }, query: { state, ...wanted } }) => {
        await find(id);
        const page = await deliveries.page(id, state, wanted);
        return ok({ ...page, items: page.items.map(deliveryView) });
      },
    }),
  ];
}
