import {
  accepted,
  dateTime,
  emailSchema,
  idSchema,
  lineText,
  noContent,
  notFound,
  ok,
  route,
  secondFactorNeeded,
} from '@leerhuis/http-api';

import { z } from 'zod';
import { passwordFits } from '../../secrets.ts';
import { wrongPassword } from '../account-problems.ts';
import { tokenParams } from '../account-schemas.ts';
import { evenly } from '../even-answers.ts';
import { hasAccount } from '../people/people-problems.ts';
import { askForEmail, confirmEmailChange, type EmailChanging, withdrawEmail } from './email-change-commands.ts';
import { emailRefused } from './email-change-problems.ts';

const askedView = z
  .object({ email: z.string(), state: z.literal('confirmation-sent'), expiresAt: dateTime })
  .meta({ id: 'EmailChangeAsked' });
const changeBody = z
  .strictObject({ email: emailSchema, password: z.string().min(1).max(200) })
  .meta({ id: 'EmailChange' });
const staffBody = z
  .strictObject({
    email: emailSchema,
    identityChecked: z.literal(true).describe('That it was seen who asks; no copy is kept'),
    reason: lineText(500).describe('Why, and how it was seen'),
  })
  .meta({ id: 'EmailCorrection' });

/** Another address for an account: confirmed at the new one, told at the old one (B-4, B-6). */
export function emailChangeRoutes(keeping: EmailChanging) {
  return [
    route({
      method: 'put',
      path: '/api/v1/me/email',
      operationId: 'changeEmail',
      summary: 'Ask for another e-mail address: it counts once the link that is mailed there is followed (B-4)',
      description:
        'Asks the password again. The answer is the same whoever has the new address. A second request replaces the first. Once confirmed, all other sessions end.',
      tags: ['accounts'],
      access: 'signed-in',
      request: { body: changeBody },
      responses: { 202: askedView },
      problems: [404, 422, 429],
      handler: async (ctx) => {
        const { accountId, sessionId, withheld = [] } = ctx.actor;
        const { email, password } = ctx.body;
        const account = await keeping.accounts.byId(accountId);
        if (!account) throw notFound();
        // whose password was found out must not take the mailbox over, too
        if (withheld.length > 0) throw secondFactorNeeded();
        const isRight = await keeping.attempts.password({ ip: ctx.ip, account: accountId }, () =>
          passwordFits(password, account.passwordHash),
        );
        if (!isRight) throw wrongPassword([], 'password');
        await keeping.attempts.changeEmail({ ip: ctx.ip, account: email });
        return evenly(() =>
          ctx.transaction(async (tx) => {
            const asked = await askForEmail(keeping, tx, { account, email, by: { sessionId } });
            if ('refused' in asked) throw emailRefused(asked);
            return accepted(askedOf(email, asked.emailChange?.expiresAt ?? ctx.now));
          }),
        );
      },
    }),
    route({
      method: 'delete',
      path: '/api/v1/me/email',
      operationId: 'withdrawEmailChange',
      summary: 'Take back the change of e-mail address that was not confirmed yet',
      tags: ['accounts'],
      access: 'signed-in',
      responses: { 204: { description: 'None waits any more' } },
      handler: (ctx) =>
        ctx.transaction(async (tx) => {
          await withdrawEmail(keeping, tx, ctx.actor.accountId);
          return noContent();
        }),
    }),
    route({
      method: 'put',
      path: '/api/v1/email-changes/:token',
      operationId: 'confirmEmailChange',
      summary: 'Confirm a new e-mail address by the token at the end of the link in the mail',
      tags: ['accounts'],
      access: 'anyone',
      request: { params: tokenParams },
      responses: { 200: z.object({ email: z.string(), emailConfirmed: z.literal(true) }) },
      problems: [404, 409, 429],
      handler: (ctx) =>
        ctx.transaction(async (tx) => {
          const confirmed = await confirmEmailChange(keeping, tx, ctx.params.token);
          if ('refused' in confirmed) throw emailRefused(confirmed);
          return ok({ email: confirmed.account.email, emailConfirmed: true as const });
        }),
    }),
    route({
      method: 'put',
      path: '/api/v1/admin/accounts/:accountId/email',
      operationId: 'changeEmailFor',
      summary: 'Give somebody another e-mail address who lost theirs, after an identity check (B-6)',
      description:
        'The link goes to the new address, the old one is told. Once followed, all sessions end and a mail with a link to choose a password follows.',
      tags: ['staff: accounts'],
      access: { staff: ['administration'] },
      request: { params: z.strictObject({ accountId: idSchema }), body: staffBody },
      responses: { 202: askedView },
      problems: [404, 409, 422],
      handler: (ctx) =>
        ctx.transaction(async (tx) => {
          const { email, reason } = ctx.body;
          const account = await keeping.accounts.byId(ctx.params.accountId, tx);
          if (!account) throw notFound();
          const holder = await keeping.accounts.byEmail(email, tx);
          if (holder && holder.id !== account.id) throw hasAccount();
          const by = { staff: ctx.actor.accountId, reason };
          const asked = await askForEmail(keeping, tx, { account, email, by });
          if ('refused' in asked) throw emailRefused(asked);
          return accepted(askedOf(email, asked.emailChange?.expiresAt ?? ctx.now));
        }),
    }),
  ];
}

function askedOf(email: string, expiresAt: Date) {
  return { email, state: 'confirmation-sent' as const, expiresAt: expiresAt.toISOString() };
}
