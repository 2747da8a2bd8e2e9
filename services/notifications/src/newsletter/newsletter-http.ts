import { auditRoutes } from '@leerhuis/audit';
import {
  accepted,
  created,
  etagOf,
  html,
  idSchema,
  localeSchema,
  noContent,
  notFound,
  ok,
  pageQuery,
  type Route,
  route,
} from '@leerhuis/http-api';
import { z } from 'zod';
import { type Newsletter, newsletterStates } from './domain/newsletter.ts';
import { copy, newsletterSteps, remove, sendTestMail, write } from './newsletter-commands.ts';
import {
  contentSchema,
  listedView,
  newsletterPage,
  newsletterSchema,
  newsletterView,
  previewSchema,
} from './newsletter-schemas.ts';
import { newsletterSendingRoutes } from './newsletter-sending-http.ts';
import type { Newsletters } from './newsletters.ts';
import { preview, previewPage } from './preview.ts';

const base = '/api/v1/admin/newsletters';
const common = { tags: ['staff: newsletters'] as const, access: { staff: ['administration'] } as const };
const params = z.strictObject({ id: idSchema });
const inLanguage = z.strictObject({ id: idSchema, locale: localeSchema });
/** A letter brings its own styles and nothing else; it runs no script, and belongs to no page of ours. */
const asLetter = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-popups",
  'Cache-Control': 'no-store',
};

/** Staff write newsletters, look at them, and have them sent (V-5). */
export function newsletterAdminRoutes(needs: Newsletters): Route[] {
  const { newsletters, deliveries } = needs;
  const etag = ({ revision }: Newsletter) => ({ ETag: etagOf(revision) });

  async function find(id: string): Promise<Newsletter> {
    const newsletter = await newsletters.get(id);
    if (!newsletter) throw notFound();
    return newsletter;
  }

  async function view(newsletter: Newsletter) {
    const progress = newsletter.startedAt ? await deliveries.progress(newsletter.id) : null;
    return newsletterView(newsletter, progress);
  }

  return [
    route({
      ...common,
      method: 'get',
      path: base,
      operationId: 'listNewsletters',
      summary: 'Newsletters, the newest first',
      request: { query: z.strictObject({ ...pageQuery, state: z.enum(newsletterStates).optional() }) },
      responses: { 200: newsletterPage },
      handler: async ({ query: { state, ...wanted } }) => {
        const page = await newsletters.page(state, wanted);
        return ok({ ...page, items: page.items.map(listedView) });
      },
    }),
    route({
      ...common,
      method: 'post',
      path: base,
      operationId: 'writeNewsletter',
      summary: 'Write a newsletter, as a draft',
      idempotent: true,
      etag: true,
      bodyLimit: '1mb',
      request: { body: contentSchema },
      responses: { 201: newsletterSchema },
      handler: (ctx) =>
        ctx.transaction(async (tx) => {
          const draft = await write(needs, tx, ctx.body, ctx);
          return created(newsletterView(draft, null), `${base}/${draft.id}`, etag(draft));
        }),
    }),
    route({
      ...common,
      method: 'get',
      path: `${base}/:id`,
      operationId: 'getNewsletter',
      summary: 'A newsletter, and how far its sending is',
      etag: true,
      request: { params },
      responses: { 200: newsletterSchema },
      problems: [404],
      handler: async (ctx) => {
        const newsletter = await find(ctx.params.id);
        return ok(await view(newsletter), etag(newsletter));
      },
    }),
    route({
      ...common,
      method: 'put',
      path: `${base}/:id`,
      operationId: 'changeNewsletter',
      summary: 'Change a draft',
      etag: true,
      bodyLimit: '1mb',
      request: { params, body: contentSchema },
      responses: { 200: newsletterSchema },
      problems: [404, 409, 412],
      handler: (ctx) =>
        ctx.transaction(async (tx) => {
          const changed = await newsletterSteps.change(needs, tx, ctx.params.id, ctx, ctx.body);
          return ok(newsletterView(changed, null), etag(changed));
        }),
    }),
    route({
      ...common,
      method: 'delete',
      path: `${base}/:id`,
      operationId: 'removeNewsletter',
      summary: 'Remove a draft',
      etag: true,
      request: { params },
      responses: { 204: { description: 'Removed' } },
      problems: [404, 409, 412],
      handler: (ctx) =>
        ctx.transaction(async (tx) => {
          await remove(needs, tx, ctx.params.id, ctx);
          return noContent();
        }),
    }),
    route({
      ...common,
      method: 'post',
      path: `${base}/:id/copy`,
      operationId: 'copyNewsletter',
      summary: 'A new draft with the same content',
      idempotent: true,
      etag: true,
      request: { params },
      responses: { 201: newsletterSchema },
      problems: [404],
      handler: (ctx) =>
        ctx.transaction(async (tx) => {
          const draft = await copy(needs, tx, ctx.params.id, ctx);
          return created(newsletterView(draft, null), `${base}/${draft.id}`, etag(draft));
        }),
    }),
    route({
      ...common,
      method: 'get',
      path: `${base}/:id/preview/:locale`,
      operationId: 'previewNewsletter',
      summary: 'What readers of a language get, as text and as HTML',
      request: { params: inLanguage },
      responses: { 200: previewSchema },
      problems: [404],
      handler: async ({ params, locale, now }) =>
        ok(preview(needs, await find(params.id), { of: params.locale, for: locale }, now)),
    }),
    route({
      ...common,
      method: 'get',
      path: `${base}/:id/preview/:locale/page`,
      operationId: 'showNewsletterPreview',
      summary: 'The page that readers of a language see',
      request: { params: inLanguage },
      responses: { 200: { description: 'The letter', contentType: 'text/html' } },
      problems: [404],
      handler: async ({ params, locale, now }) =>
        html(previewPage(needs, await find(params.id), { of: params.locale, for: locale }, now), asLetter),
    }),
    route({
      ...common,
      method: 'post',
      path: `${base}/:id/test-mail`,
      operationId: 'mailNewsletterToMyself',
      summary: 'Mail it to myself, as readers of a language get it',
      idempotent: true,
      timeoutMs: 30_000,
      request: { params, body: z.strictObject({ locale: localeSchema }) },
      responses: { 202: z.object({ email: z.string() }).meta({ id: 'NewsletterTestMail' }) },
      problems: [404, 409, 422],
      handler: async (ctx) => {
        const by = ctx.actor.accountId;
        const email = await sendTestMail(needs, ctx.params.id, ctx.body.locale, by, ctx.now);
        return ctx.transaction(async (tx) => {
          const after = { locale: ctx.body.locale };
          await needs.audit.note(tx, { by, action: 'newsletter.mailed-to-oneself', subject: ctx.params.id, after });
          return accepted({ email });
        });
      },
    }),
    ...newsletterSendingRoutes(needs),
    ...auditRoutes({
      audit: needs.audit,
      path: '/api/v1/admin/newsletters-audit',
      operationId: 'listNewslettersAudit',
      summary: 'Who did what with newsletters, the newest first',
      tags: common.tags,
      roles: common.access.staff,
      entry: 'NewslettersAuditEntry',
      names: needs.subscribers.names,
    }),
  ];
}
