import { noContent, notFound, ok, route } from '@leerhuis/http-api';
import { askerOf } from '../sessions/domain/login.ts';
import { type Access, challenge, reset, type SecondFactoring, useFactor } from './factor-commands.ts';
import { wrongFactor } from './factor-problems.ts';
import { accessOf, accessView, accountParams, offeredBody, optionsView, resetBody } from './factor-schemas.ts';

/** How a session gives its second factor, and how staff help who lost theirs. */
export function giveRoutes(factoring: SecondFactoring) {
  const { factors, passkeys, sessions } = factoring;
  return [
    route({
      method: 'post',
      path: '/api/v1/sessions/current/second-factor/options',
      operationId: 'beginSecondFactor',
      summary: 'What a browser needs to use a passkey of mine; for five minutes',
      tags: ['sessions'],
      access: 'signed-in',
      responses: { 200: optionsView },
      handler: async ({ actor, now }) => {
        const publicKey = await passkeys.optionsToUse((await factors.of(actor.accountId)).passkeys);
        await challenge(factoring, actor.sessionId, 'use', publicKey.challenge, now);
        return ok({ origin: passkeys.origin, publicKey: { ...publicKey } });
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/sessions/current/second-factor',
      operationId: 'giveSecondFactor',
      summary: 'Give a second factor: the session may do for some hours what is demanded of it; each code works once',
      tags: ['sessions'],
      access: 'signed-in',
      request: { body: offeredBody },
      responses: { 200: accessView },
      problems: [404, 422, 429],
      handler: async (ctx) => {
        const { actor, body, ip, now } = ctx;
        const account = await factoring.accounts.byId(actor.accountId);
        if (!account) throw notFound();
        const asker = askerOf(ctx);
        let access: Access | undefined;
        const isRight = await factoring.guard({ ip, account: account.id }, () =>
          useFactor(factoring, actor, body, now, async (tx) => {
            access = await sessions.give(tx, account, actor.sessionId, asker);
          }),
        );
        if (isRight && access) return ok(accessOf(access));
        await sessions.noteWrong(account.id, asker, now);
        throw wrongFactor();
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/admin/accounts/:accountId/second-factor-resets',
      operationId: 'resetSecondFactor',
      summary:
        'Take the second factor of a colleague away who lost it, once it is sure who asks; logs them out everywhere',
      tags: ['staff: accounts'],
      access: { staff: ['administration'] },
      request: { params: accountParams, body: resetBody },
      responses: { 204: { description: 'Done' } },
      problems: [404],
      handler: async ({ actor, params, body }) => {
        const wish = { ...params, ...body, by: actor.accountId };
        if (!(await factoring.transaction((tx) => reset(factoring, tx, wish)))) throw notFound();
        return noContent();
      },
    }),
  ];
}
