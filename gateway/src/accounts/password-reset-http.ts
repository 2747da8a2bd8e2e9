import { accepted, emailSchema, ok, route } from '@leerhuis/http-api';
import { z } from 'zod';
import { askerOf } from '../sessions/domain/login.ts';
import type { AccountKeeping } from './account-commands.ts';
import { unknownAddress } from './account-problems.ts';
import { resetBody, tokenParams } from './account-schemas.ts';
import { evenly } from './even-answers.ts';
import { resetPassword, sendResetLink } from './password-reset-commands.ts';

/** C-3: forgotten password. Strangers get the same answer for any address, unless the deployment discloses it. */
export function passwordResetRoutes(keeping: AccountKeeping) {
  return [
    route({
      method: 'post',
      path: '/api/v1/password-resets',
      operationId: 'askPasswordReset',
      summary: 'Ask for a link to choose a new password',
      tags: ['accounts'],
      access: 'anyone',
      request: { body: z.strictObject({ email: emailSchema }).meta({ id: 'PasswordResetRequest' }) },
      responses: { 202: z.object({ status: z.literal('link-sent-if-known') }) },
      problems: [404, 429],
      handler: async (ctx) => {
        const { email } = ctx.body;
        await keeping.attempts.reset({ ip: ctx.ip, account: email });
        return evenly(() =>
          ctx.transaction(async (tx) => {
            const account = await keeping.accounts.byEmail(email, tx);
            if (account) await sendResetLink(keeping, tx, account);
            else if (keeping.discloseUnknown) throw unknownAddress();
            return accepted({ status: 'link-sent-if-known' as const });
          }),
        );
      },
    }),
    route({
      method: 'put',
      path: '/api/v1/password-resets/:token',
      operationId: 'resetPassword',
      summary: 'Choose a new password by the token of the mail, which works once; logs in',
      tags: ['accounts'],
      access: 'anyone',
      request: { params: tokenParams, body: resetBody },
      responses: { 200: keeping.logins.view },
      problems: [404, 422, 429],
      handler: async (ctx) => {
        const { ip, now } = ctx;
        const account = await resetPassword(keeping, { ...ctx.params, ...ctx.body, ip, now });
        return ok(await keeping.logins.logIn(account, { ...askerOf(ctx), remembered: false, now }));
      },
    }),
  ];
}
