import { created, etagOf, noContent, ok, problem, requireMatch, route, together } from '@leerhuis/http-api';
import { z } from 'zod';
import { hashPassword, isSamePassword, passwordFits } from '../secrets.ts';
import {
  type AccountKeeping,
  changeAccount,
  confirmAccount,
  registerAccount,
  sendConfirmationAgain,
  setPassword,
} from './account-commands.ts';
import { addressTaken, linkDoesNotWork, samePassword, wrongPassword } from './account-problems.ts';
import {
  acceptedView,
  accountView,
  changeBody,
  changePasswordBody,
  emailBody,
  meViewOf,
  registerBody,
  tokenParams,
} from './account-schemas.ts';
import { demandMemberNumbers, viewOf, withMemberNumbers } from './account-views.ts';
import { refusalOfPassword } from './demand-strength.ts';
import { normaliseEmail, type Profile } from './domain/account.ts';
import { evenly } from './even-answers.ts';

function gone() {
  return problem(404, 'not-found', {
    detail: {
      nl: 'Deze account is er niet meer.',
      fr: "Ce compte n'existe plus.",
      en: 'This account is no longer there.',
    },
  });
}

export function accountRoutes(keeping: AccountKeeping) {
  return [
    route({
      method: 'post',
      path: '/api/v1/accounts',
      operationId: 'registerAccount',
      summary: 'Register an account; a mail with a confirmation link follows',
      tags: ['accounts'],
      access: 'anyone',
      idempotent: true,
      request: { body: registerBody },
      responses: { 201: acceptedView },
      problems: [409, 422, 429],
      handler: async (ctx) => {
        const { password, ...typed } = ctx.body;
        const { profile, refusal } = withMemberNumbers({ ...typed, email: normaliseEmail(typed.email) });
        const refused = together([refusal, refusalOfPassword(password, profile, 'password')]);
        if (refused) throw refused;
        await keeping.attempts.register({ ip: ctx.ip, account: profile.email });
        return evenly(async () => {
          const passwordHash = await hashPassword(password);
          return ctx.transaction(async (tx) => {
            const outcome = await registerAccount(keeping, tx, { ...profile, passwordHash });
            if (outcome === 'taken' && keeping.discloseUnknown) throw addressTaken();
            return created({ email: profile.email, status: 'confirmation-sent' as const }, '/api/v1/me');
          });
        });
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/email-confirmations',
      operationId: 'sendConfirmationAgain',
      summary: 'Send the confirmation link again, if the address waits for one',
      tags: ['accounts'],
      access: 'anyone',
      request: { body: emailBody },
      responses: { 204: { description: 'Done' } },
      problems: [429],
      handler: async (ctx) => {
        const email = normaliseEmail(ctx.body.email);
        await keeping.attempts.confirm({ ip: ctx.ip, account: email });
        return evenly(() =>
          ctx.transaction(async (tx) => {
            await sendConfirmationAgain(keeping, tx, email);
            return noContent();
          }),
        );
      },
    }),
    route({
      method: 'put',
      path: '/api/v1/email-confirmations/:token',
      operationId: 'confirmEmail',
      summary: 'Confirm an e-mail address by the token at the end of the link in the mail',
      tags: ['accounts'],
      access: 'anyone',
      request: { params: tokenParams },
      responses: { 200: z.object({ email: z.string(), emailConfirmed: z.literal(true) }) },
      problems: [404, 429],
      handler: async (ctx) =>
        ctx.transaction(async (tx) => {
          const account = await confirmAccount(keeping, tx, ctx.params.token);
          if (!account) throw linkDoesNotWork();
          return ok({ email: account.email, emailConfirmed: true as const });
        }),
    }),
    route({
      method: 'get',
      path: '/api/v1/me',
      operationId: 'getMe',
      summary: 'My data',
      tags: ['accounts'],
      access: 'session',
      etag: true,
      responses: { 200: meViewOf(keeping.places.view) },
      problems: [404],
      handler: async ({ actor }) => {
        const [account, mayActAs] = await Promise.all([
          keeping.accounts.byId(actor.accountId),
          keeping.places.all(actor.accountId),
        ]);
        if (!account) throw gone();
        const actsFor = actor.kind === 'member' ? actor.organisationId : null;
        const actingAs = mayActAs.find(({ organisationId }) => organisationId === actsFor) ?? null;
        return ok({ ...viewOf(account), actingAs, mayActAs }, { ETag: etagOf(account.revision) });
      },
    }),
    route({
      method: 'patch',
      path: '/api/v1/me',
      operationId: 'changeMe',
      summary: 'Change my data; what is not given stays (V-28)',
      tags: ['accounts'],
      access: 'signed-in',
      etag: true,
      request: { body: changeBody },
      responses: { 200: accountView },
      problems: [404, 412, 422],
      handler: async (ctx) => {
        const change = demandMemberNumbers(ctx.body as Partial<Profile>);
        const changed = await ctx.transaction(async (tx) => {
          const account = await changeAccount(keeping, tx, ctx.actor.accountId, change, ({ revision }) =>
            requireMatch(ctx, revision),
          );
          if (!account) throw gone();
          return ok(viewOf(account), { ETag: etagOf(account.revision) });
        });
        if (change.locale !== undefined) keeping.logins.lookAgain(ctx.actor.sessionId);
        return changed;
      },
    }),
    route({
      method: 'put',
      path: '/api/v1/me/password',
      operationId: 'changePassword',
      summary: 'Change my password; other devices are logged out (V-28)',
      tags: ['accounts'],
      access: 'signed-in',
      request: { body: changePasswordBody },
      responses: { 204: { description: 'Done' } },
      problems: [404, 422, 429],
      handler: async (ctx) => {
        const { accountId, sessionId } = ctx.actor;
        const { currentPassword, newPassword } = ctx.body;
        const account = await keeping.accounts.byId(accountId);
        if (!account) throw gone();
        const isRight = await keeping.attempts.password({ ip: ctx.ip, account: accountId }, () =>
          passwordFits(currentPassword, account.passwordHash),
        );
        const weak = refusalOfPassword(newPassword, account, 'newPassword');
        if (!isRight) throw wrongPassword(weak?.options.errors);
        if (isSamePassword(newPassword, currentPassword)) throw samePassword();
        if (weak) throw weak;
        const passwordHash = await hashPassword(newPassword);
        return ctx.transaction(async (tx) => {
          await setPassword(keeping, tx, accountId, passwordHash);
          await keeping.tokens.endAll(tx, accountId, 'reset-password');
          await keeping.logins.endAll(tx, accountId, sessionId);
          return noContent();
        });
      },
    }),
  ];
}
