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
import type { Tx } from '@leerhuis/outbox';
import { z } from 'zod';
import { type MemberNumber, reviewed } from './domain/member-number.ts';
import { notAmongAccounts } from './member-number-problems.ts';
import type { MemberNumberStore } from './member-number-store.ts';
import type { Accounts } from './migrate-member-numbers.ts';

interface People extends Accounts {
  many(ids: string[]): Promise<{ id: string; email: string; firstName: string; lastName: string }[]>;
}

export interface MemberNumberNeeds {
  memberNumbers: MemberNumberStore;
  people: People;
  /** What becomes of registrations, when staff said whose number it is. */
  decide(tx: Tx, decision: { before: MemberNumber; after: MemberNumber; by: string }): Promise<void>;
  note: NoteAudit;
}

const yesOrNo = z.enum(['true', 'false']);

const sharedView = z
  .object({
    id: idSchema,
    federation: z.string(),
    memberNumber: z.string(),
    sharedSince: dateTime,
    accounts: z.array(z.object({ accountId: idSchema, name: z.string(), email: z.string() })),
    review: z.object({ by: z.string(), byName: z.string().optional(), at: dateTime, reason: z.string() }).nullable(),
    owners: z
      .array(idSchema)
      .nullable()
      .meta({ description: 'Accounts whose number it is; null until staff have said so: registrations wait for it' }),
  })
  .meta({ id: 'SharedMemberNumber' });

const reviewBody = z
  .strictObject({
    reason: lineText(500).describe('What was found, e.g. one person with two accounts'),
    owners: z
      .array(idSchema)
      .max(20)
      .optional()
      .describe('Accounts whose number it is: one, several of one person, or none of them; missing: not decided yet'),
  })
  .meta({ id: 'MemberNumberReview' });

/** Member numbers that several accounts go by, for staff alone. */
export function memberNumberRoutes({ memberNumbers, people, decide, note }: MemberNumberNeeds) {
  return [
    route({
      method: 'get',
      path: '/api/v1/admin/shared-member-numbers',
      operationId: 'listSharedMemberNumbers',
      summary: 'Member numbers that several accounts go by',
      description:
        'With `reviewed=false` those that nobody has looked at since the last account took the number; with `decided=false` ' +
        'those of which nobody has said whose they are: no participation under them goes to the federation.',
      tags: ['staff: registrations'],
      access: { staff: ['operations'] },
      request: { query: z.strictObject({ ...pageQuery, reviewed: yesOrNo.optional(), decided: yesOrNo.optional() }) },
      responses: { 200: countedPageOf(sharedView) },
      handler: async ({ query: { reviewed, decided, ...wish } }) => {
        const page = await memberNumbers.shared({ ...wish, reviewed: isYes(reviewed), decided: isYes(decided) });
        const named = page.items.flatMap(({ accounts, review }) => [...accounts, ...(review ? [review.by] : [])]);
        const known = new Map((await people.many(named)).map((one) => [one.id, one]));
        const nameOf = (accountId: string) => {
          const person = known.get(accountId);
          return person && `${person.firstName} ${person.lastName}`;
        };
        return ok({
          ...page,
          items: page.items.map(({ sharedSince, accounts, review, owners, ...rest }) => ({
            ...rest,
            sharedSince: (sharedSince ?? new Date(0)).toISOString(),
            accounts: accounts.map((accountId) => {
              return { accountId, name: nameOf(accountId) ?? '', email: known.get(accountId)?.email ?? '' };
            }),
            review: review && { ...review, byName: nameOf(review.by), at: review.at.toISOString() },
            owners: owners ?? null,
          })),
        });
      },
    }),
    route({
      method: 'put',
      path: '/api/v1/admin/shared-member-numbers/:id/review',
      operationId: 'reviewSharedMemberNumber',
      summary: 'Say what was found about a member number that several accounts go by',
      description:
        'By `owners` staff say whose number it is: what waits of them goes in line for the next run, and what the federation was ' +
        'told of others under this number is taken back there and waits for their right number. The answer can be changed. It is to ' +
        'be looked at again when yet another account takes the number, which changes nothing for the owners meanwhile.',
      tags: ['staff: registrations'],
      access: { staff: ['operations'] },
      request: { params: z.strictObject({ id: idSchema }), body: reviewBody },
      responses: { 204: { description: 'Noted' } },
      problems: [404, 422],
      handler: async (ctx) =>
        ctx.transaction(async (tx) => {
          const before = await memberNumbers.byId(ctx.params.id, tx);
          if (!before || !(before.sharedSince || before.owners)) throw notFound();
          const { reason, owners } = ctx.body;
          const by = ctx.actor.accountId;
          const found = reviewed(before, { by, at: tx.now, reason }, owners);
          if ('refused' in found) throw notAmongAccounts();
          const after = found.number;
          await memberNumbers.save(tx, after);
          if (owners) await decide(tx, { before, after, by });
          await note(tx, {
            by,
            action: 'member-number.reviewed',
            subject: after.id,
            before: { owners: before.owners?.join(', ') ?? null },
            after: { accounts: after.accounts.length, owners: after.owners?.join(', ') ?? null },
            reason,
          });
          return noContent();
        }),
    }),
  ];
}

const isYes = (answer: z.output<typeof yesOrNo> | undefined) => (answer === undefined ? undefined : answer === 'true');
