import type { AccountActor, MemberActor } from '@leerhuis/auth';
import { countedPageOf, created, file, idSchema, notFound, ok, pageQuery, route } from '@leerhuis/http-api';
import { inLocale, type Locale } from '@leerhuis/language';
import { mayBeOnItsWay } from '@leerhuis/service-runtime';
import { waitBriefly } from '@leerhuis/waiting';
import { z } from 'zod';
import type { Registration } from '../registering/domain/registration.ts';
import { issueAttest, mayChangeSoon, weigh } from './attest-commands.ts';
import { attestRefused, attestRevoked, notCaughtUp } from './attest-problems.ts';
import { attestBody, attestView } from './attest-schemas.ts';
import type { Attesting } from './attesting.ts';
import type { Attest } from './domain/attest.ts';
import { pdfOf, verifyUrlOf } from './pdf-of.ts';
import { toldNotice } from './told-notice.ts';
import { maySeeAttest, whoseAttests } from './whose.ts';

/** What is known of attests besides. */
interface Beside {
  registrations: Registration[];
  names: ReadonlyMap<string, string>;
}

const byId = z.strictObject({ id: idSchema });

export function attestRoutes(attesting: Attesting) {
  function viewOf(attest: Attest, { registrations, names }: Beside, locale: Locale) {
    const { id, code, accountId, enrolmentId, courseId, organisationId = null } = attest;
    const holderName = `${attest.holder.firstName} ${attest.holder.lastName}`;
    const { provider, dayOf } = attesting;
    const providerName = provider.identityOn(dayOf(attest.issuedAt)).name;
    return {
      id,
      code,
      verifyUrl: verifyUrlOf(attesting, attest),
      holderName,
      accountId,
      accountName: holderName,
      organisationId,
      organisationName: organisationId === null ? undefined : names.get(organisationId),
      enrolmentId,
      courseId,
      title: inLocale(attest.course.title, locale),
      courseTitle: attest.course.title,
      completedAt: attest.completedAt.toISOString(),
      issuedAt: attest.issuedAt.toISOString(),
      state: attest.revokedAt ? ('revoked' as const) : ('issued' as const),
      revokedAt: attest.revokedAt?.toISOString() ?? null,
      pdfUrl: attest.revokedAt ? null : `/api/v1/attests/${id}/pdf`,
      federations: attest.lines.map(({ way, ...line }) => {
        const found = registrations.find((one) => one.attestId === id && one.federation === line.federation);
        return {
          ...line,
          // staff may have corrected the one on the attest
          memberNumber: found?.memberNumber ?? line.memberNumber,
          registration: found
            ? {
                id: found.id,
                state: found.state,
                reason: found.reason,
                sentAt: found.sentAt?.toISOString() ?? null,
                answeredAt: found.answeredAt?.toISOString() ?? null,
              }
            : null,
          notice: way === 'registration' && found ? toldNotice(found, { locale, providerName, dayOf }) : null,
        };
      }),
    };
  }

  async function besideOf(attests: readonly Attest[]): Promise<Beside> {
    const [registrations, names] = await Promise.all([
      attesting.registering.ofAttests(attests.map(({ id }) => id)),
      attesting.organisations.names(attests.flatMap(({ organisationId }) => organisationId ?? [])),
    ]);
    return { registrations, names };
  }

  async function viewsOf(attests: Attest[], locale: Locale) {
    const beside = await besideOf(attests);
    return attests.map((attest) => viewOf(attest, beside, locale));
  }

  /** The attest, if they may see it. */
  async function visible(id: string, actor: AccountActor | MemberActor): Promise<Attest> {
    const attest = await attesting.attests.byId(id);
    if (!attest || !maySeeAttest(actor, attest)) throw notFound();
    return attest;
  }

  return [
    route({
      method: 'post',
      path: '/api/v1/attests',
      operationId: 'requestAttest',
      summary: 'Ask for the attest of a course, with the four declarations (V-24)',
      description:
        'What was done a moment ago counts: while something to watch, attention checks or the test are missing, or the enrolment is ' +
        'not known yet, this waits for it, 2 seconds at most, before it refuses, or says by 503 when to ask again.',
      tags: ['attests'],
      access: { owner: 'see-organisation' },
      idempotent: true,
      request: { body: attestBody },
      responses: { 201: attestView },
      problems: [404, 409, 422],
      handler: async (ctx) => {
        const { enrolmentId, declarations } = ctx.body;
        const wish = { actor: ctx.actor, enrolmentId, declarations };
        const weighed = await waitBriefly(
          () => weigh(attesting, wish, ctx.now),
          (seen) => !mayChangeSoon(seen, wish, ctx.now),
          ctx,
          { who: ctx.actor.accountId, what: enrolmentId },
        );
        if ('refused' in weighed) {
          const isLate = weighed.refused === 'unknown' && mayBeOnItsWay(enrolmentId, ctx.now);
          throw isLate && !(await attesting.isCaughtUp()) ? notCaughtUp() : attestRefused(weighed);
        }
        const { organisationId } = weighed.completion;
        const names = await attesting.organisations.names(organisationId === null ? [] : [organisationId]);
        return ctx.transaction(async (tx) => {
          const issued = await issueAttest(attesting, tx, wish, weighed);
          if ('refused' in issued) throw attestRefused(issued);
          const { attest, registrations } = issued;
          return created(viewOf(attest, { registrations, names }, ctx.locale), `/api/v1/attests/${attest.id}`);
        });
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/attests',
      operationId: 'listMyAttests',
      summary: 'My attests, and how each stands with the federation (V-27)',
      description:
        'Who acts for an organisation sees those of courses that were taken for it: of all its people with the right `see-results`, else ' +
        'their own.',
      tags: ['attests'],
      access: { owner: 'see-organisation' },
      request: { query: z.strictObject(pageQuery) },
      responses: { 200: countedPageOf(attestView) },
      handler: async (ctx) => {
        const page = await attesting.attests.page(whoseAttests(ctx.actor), ctx.query);
        return ok({ ...page, items: await viewsOf(page.items, ctx.locale) });
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/attests/:id',
      operationId: 'getAttest',
      summary: 'One attest',
      tags: ['attests'],
      access: { owner: 'see-organisation' },
      request: { params: byId },
      responses: { 200: attestView },
      problems: [404],
      handler: async (ctx) => {
        const attest = await visible(ctx.params.id, ctx.actor);
        const [view] = await viewsOf([attest], ctx.locale);
        return ok(view);
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/attests/:id/pdf',
      operationId: 'getAttestPdf',
      summary: 'The attest as PDF',
      description:
        'In the language that the holder had chosen when it was issued. Where we tell the federation of it, it says so, and that nobody ' +
        'need send it (V-26). A revoked one is no longer given.',
      tags: ['attests'],
      access: { owner: 'see-organisation' },
      request: { params: byId },
      responses: { 200: { description: 'The attest', contentType: 'application/pdf' } },
      problems: [404, 410],
      handler: async (ctx) => {
        const attest = await visible(ctx.params.id, ctx.actor);
        if (attest.revokedAt) throw attestRevoked(attesting.dayOf(attest.revokedAt));
        const pdf = await pdfOf(attesting, attest, attest.locale ?? ctx.locale);
        const { contentType, size, filename } = pdf;
        return file({ content: () => pdf.open(), contentType, size, filename });
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/admin/attests',
      operationId: 'listAttests',
      summary: 'Attests of everybody, or of one learner',
      tags: ['staff: attests'],
      access: { staff: ['operations'] },
      request: { query: z.strictObject({ ...pageQuery, accountId: idSchema.optional() }) },
      responses: { 200: countedPageOf(attestView) },
      handler: async (ctx) => {
        const { accountId } = ctx.query;
        const page = await attesting.attests.page(accountId ? { accountId } : {}, ctx.query);
        return ok({ ...page, items: await viewsOf(page.items, ctx.locale) });
      },
    }),
  ];
}
