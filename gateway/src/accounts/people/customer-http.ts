import { countedPageOf, created, emailSchema, idSchema, notFound, ok, pageQuery, route } from '@leerhuis/http-api';
import { z } from 'zod';
import { hashPassword, newSecret } from '../../secrets.ts';
import { accountView, customerBody } from '../account-schemas.ts';
import { demandMemberNumbers, viewOf } from '../account-views.ts';
import { makeAccountFor } from './customer-commands.ts';
import type { PeopleKeeping } from './people-commands.ts';
import { hasAccount } from './people-problems.ts';

const params = z.strictObject({ accountId: idSchema });
const tags = ['staff: accounts'] as const;

/** Accounts as staff need them who help somebody on the phone. */
export function customerRoutes(keeping: PeopleKeeping) {
  return [
    route({
      method: 'get',
      path: '/api/v1/admin/accounts',
      operationId: 'searchAccounts',
      summary: 'Accounts, the newest first, or the one of an e-mail address',
      tags,
      access: { staff: ['administration', 'finance', 'operations'] },
      request: { query: z.strictObject({ ...pageQuery, email: emailSchema.optional() }) },
      responses: { 200: countedPageOf(accountView) },
      handler: async ({ query }) => {
        const page = await keeping.accounts.page(query);
        return ok({ ...page, items: page.items.map(viewOf) });
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/admin/accounts/:accountId',
      operationId: 'getAccount',
      summary: 'One account',
      tags,
      access: { staff: ['administration', 'finance', 'operations'] },
      request: { params },
      responses: { 200: accountView },
      problems: [404],
      handler: async ({ params: { accountId } }) => {
        const account = await keeping.accounts.byId(accountId);
        if (!account) throw notFound();
        return ok(viewOf(account));
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/admin/accounts',
      operationId: 'makeAccountFor',
      summary:
        'Make an account for somebody who asks for it; they get a mail with a link to choose a password, for a week',
      tags,
      access: { staff: ['operations'] },
      idempotent: true,
      request: { body: customerBody },
      responses: { 201: accountView },
      problems: [409, 422],
      handler: async (ctx) => {
        const profile = demandMemberNumbers(ctx.body);
        // nobody knows it: the owner chooses one by the link
        const passwordHash = await hashPassword(newSecret());
        return ctx.transaction(async (tx) => {
          const made = await makeAccountFor(keeping, tx, { ...profile, passwordHash }, ctx.actor.accountId);
          if ('refused' in made) throw hasAccount();
          return created(viewOf(made), `/api/v1/admin/accounts/${made.id}`);
        });
      },
    }),
  ];
}
