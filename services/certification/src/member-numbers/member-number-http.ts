import type { NoteAudit } from '@leerhuis/audit';
import {
  countedPageOf,
  dateTime,
  idSchema,
  lineText,
  noContent,
  notFound,
  ok,
  pageQuery,
  route,
} from '@leerhuis/http-api';
import { z } from 'zod';
import { reviewed } from './domain/member-number.ts';
import type { MemberNumberStore } from './member-number-store.ts';

export interface MemberNumberNeeds {
  memberNumbers: MemberNumberStore;
  people: { many(ids: string[]): Promise<{ id: string; email: string; firstName: string; lastName: string }[]> };
  note: NoteAudit;
}

const sharedView = z
  .object({
    id: idSchema,
    federation: z.string(),
    memberNumber: z.string(),
    sharedSince: dateTime,
    accounts: z.array(z.object({ accountId: idSchema, name: z.string(), email: z.string() })),
    review: z.object({ by: z.string(), at: dateTime, reason: z.string() }).nullable(),
  })
  .meta({ id: 'SharedMemberNumber' });

const reviewBody = z
  .strictObject({ reason: lineText(500).describe('What was found, e.g. one person with two accounts') })
  .meta({ id: 'MemberNumberReview' });

/** Member numbers that several accounts go by, for staff alone. */
export function memberNumberRoutes({ memberNumbers, people, note }: MemberNumberNeeds) {
  return [
    route({
      method: 'get',
      path: '/api/v1/admin/shared-member-numbers',
      operationId: 'listSharedMemberNumbers',
      summary: 'Member numbers that several accounts go by',
      description: 'With `reviewed=false` those that nobody has looked at since the last account took the number.',
      tags: ['staff: registrations'],
      access: 'staff',
      request: { query: z.strictObject({ ...pageQuery, reviewed: z.enum(['true', 'false']).optional() }) },
      responses: { 200: countedPageOf(sharedView) },
      handler: async ({ query: { reviewed, ...wish } }) => {
        const isReviewed = reviewed === undefined ? undefined : reviewed === 'true';
        const page = await memberNumbers.shared({ ...wish, reviewed: isReviewed });
        const known = new Map(
          (await people.many(page.items.flatMap(({ accounts }) => accounts))).map((one) => [one.id, one]),
        );
        return ok({
          ...page,
          items: page.items.map(({ sharedSince, accounts, review, ...rest }) => ({
            ...rest,
            sharedSince: (sharedSince ?? new Date(0)).toISOString(),
            accounts: accounts.map((accountId) => {
              const person = known.get(accountId);
              const name = person ? `${person.firstName} ${person.lastName}` : '';
              return { accountId, name, email: person?.email ?? '' };
            }),
            review: review && { ...review, at: review.at.toISOString() },
          })),
        });
      },
    }),
    route({
      method: 'put',
      path: '/api/v1/admin/shared-member-numbers/:id/review',
      operationId: 'reviewSharedMemberNumber',
      summary: 'Say what was found about a member number that several accounts go by',
      description: 'It is to be looked at again when yet another account takes the number.',
      tags: ['staff: registrations'],
      access: 'staff',
      request: { params: z.strictObject({ id: idSchema }), body: reviewBody },
      responses: { 204: { description: 'Noted' } },
      problems: [404],
      handler: async (ctx) =>
        ctx.transaction(async (tx) => {
          const number = await memberNumbers.byId(ctx.params.id, tx);
          if (!number?.sharedSince) throw notFound();
          const { reason } = ctx.body;
          const by = ctx.actor.accountId;
          await memberNumbers.save(tx, reviewed(number, { by, at: tx.now, reason }));
          const { id: subject, accounts } = number;
          await note(tx, {
            by,
            action: 'member-number.reviewed',
            subject,
            after: { accounts: accounts.length },
            reason,
          });
          return noContent();
        }),
    }),
  ];
}
