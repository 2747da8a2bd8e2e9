import { type AccountActor, isThemself, type MemberActor } from '@leerhuis/auth';
import {
  countedPageOf,
  idSchema,
  noContent,
  notFound,
  ok,
  pageQuery,
  queryBoolean,
  type Route,
  route,
} from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import { z } from 'zod';
import { list, type Member } from './domain/member.ts';
import { endMember } from './end-member.ts';
import { changeKnown } from './member-commands.ts';
import { addressIsTheirs, addressNotProved, memberProblem } from './member-problems.ts';
import { membershipView, ownMembershipBody, personOf, sharedOf } from './member-schemas.ts';
import type { Members } from './members.ts';
import { saveMember } from './save-member.ts';

const base = '/api/v1/memberships';
const common = { tags: ['organisations'] as const, access: 'session' as const };
const params = z.strictObject({ id: idSchema });

/** What somebody is in organisations, and leaving them (C-5, C-6, B-6). */
export function myMembershipRoutes(needs: Members): Route[] {
  const { members, organisations, accounts } = needs;

  async function mine(tx: Tx, id: string, actor: AccountActor | MemberActor): Promise<Member> {
    const member = await members.get(id, tx);
    if (member?.state !== 'active' || !isThemself(actor, member.accountId)) throw notFound();
    return member;
  }

  async function views(found: readonly Member[], accountId: string) {
    const [account, known] = await Promise.all([
      accounts.get(accountId),
      organisations.many(found.map(({ organisationId }) => organisationId)),
    ]);
    return found.map((member) => ({
      ...sharedOf(member),
      organisationId: member.organisationId,
      organisationName: known.get(member.organisationId)?.name ?? '',
      joinedAt: member.joinedAt?.toISOString() ?? null,
      publicList: member.publicList ?? false,
      addressIsTheirs: account !== null && account.email === member.workEmail,
    }));
  }

  return [
    route({
      ...common,
      method: 'get',
      path: base,
      operationId: 'listMyMemberships',
      summary: 'The organisations that I am of, and what I may do for each',
      request: { query: z.strictObject(pageQuery) },
      responses: { 200: countedPageOf(membershipView) },
      handler: async ({ actor: { accountId }, query }) => {
        const page = await members.pageOfAccount(accountId, query);
        return ok({ ...page, items: await views(page.items, accountId) });
      },
    }),
    route({
      ...common,
      method: 'patch',
      path: `${base}/:id`,
      operationId: 'changeMyMembership',
      summary: 'Change what an organisation knows of me (C-6)',
      description: 'My work address can become the one of my account; any other is given by a manager.',
      request: { params, body: ownMembershipBody },
      responses: { 200: membershipView },
      problems: [409, 422],
      handler: (ctx) =>
        ctx.transaction(async (tx) => {
          const { accountId } = ctx.actor;
          const member = await mine(tx, ctx.params.id, ctx.actor);
          const { email } = ctx.body;
          const isOther = email !== undefined && email !== member.workEmail;
          if (isOther && (await accounts.ofAddress(email, tx))?.id !== accountId) throw addressNotProved();
          const { publicList, ...own } = ctx.body;
          const changed = await changeKnown(needs, tx, member, personOf(own), accountId);
          const listed = publicList === undefined ? { member: changed } : list(changed, publicList);
          if ('refused' in listed) throw memberProblem(listed);
          const noting = { by: accountId, action: publicList ? 'member.listed' : 'member.unlisted' };
          const saved = await saveMember(needs, tx, changed, listed.member, noting);
          return ok((await views([saved], accountId))[0]);
        }),
    }),
    route({
      ...common,
      method: 'delete',
      path: `${base}/:id`,
      operationId: 'leaveOrganisation',
      summary: 'Leave an organisation; the account stays',
      description:
        'Refused while the account goes by the work address, unless with `anyway=true`: it may be lost with the place.',
      request: { params, query: z.strictObject({ anyway: queryBoolean().default(false) }) },
      responses: {
        204: { description: 'Left' },
        202: { description: 'Left; other parts will hear of it in a moment' },
      },
      problems: [409],
      handler: async (ctx) => {
        const left = await ctx.transaction(async (tx) => {
          const { accountId } = ctx.actor;
          const member = await mine(tx, ctx.params.id, ctx.actor);
          const account = await accounts.get(accountId, tx.session);
          if (!ctx.query.anyway && account?.email === member.workEmail) throw addressIsTheirs();
          await endMember(needs, tx, member, 'left', { by: accountId, action: 'member.left' });
          return noContent();
        });
        return (await needs.isTold(ctx.params.id)) ? left : { status: 202 };
      },
    }),
  ];
}
