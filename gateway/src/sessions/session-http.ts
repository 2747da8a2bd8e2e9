import { created, emailSchema, noContent, ok, problem, route } from '@leerhuis/http-api';
import { z } from 'zod';
import { passwordFits } from '../secrets.ts';
import { askerOf, type LoginOutcome } from './domain/login.ts';
import type { Login } from './domain/session.ts';
import { closeSession, type LoggingIn, logIn, refreshLogin } from './session-commands.ts';

const loginBody = z
  .strictObject({
    email: emailSchema,
    password: z.string().min(1).max(200),
    remember: z.boolean().default(false).describe('Keeps the login on this device (C-2)'),
  })
  .meta({ id: 'Login' });

const refreshBody = z.strictObject({ refreshToken: z.string().min(1).max(200) }).meta({ id: 'Refresh' });

export const sessionView: z.ZodType<Login> = z
  .object({
    accessToken: z.string(),
    tokenType: z.literal('Bearer'),
    expiresIn: z.int().describe('Seconds that the access token counts'),
    refreshToken: z
      .string()
      .describe(
        'Works once; the answer to its use holds the next. Asked again within 30 s, as by another tab or after a lost answer, it gives the same next one',
      ),
    accountId: z.string(),
    sessionExpiresAt: z.iso.datetime(),
    secondFactor: z
      .enum(['not-demanded', 'needed', 'given'])
      .describe('`needed`: the roles of staff count once it was given, see giveSecondFactor'),
  })
  .meta({ id: 'Session' });

function wrongLogin() {
  return problem(401, 'wrong-login', {
    detail: {
      nl: 'E-mailadres of wachtwoord klopt niet.',
      fr: "L'adresse e-mail ou le mot de passe n'est pas correct.",
      en: 'E-mail address or password is not right.',
    },
  });
}

function notConfirmed() {
  return problem(403, 'email-not-confirmed', {
    detail: {
      nl: 'Bevestig eerst uw e-mailadres met de link in de mail.',
      fr: "Confirmez d'abord votre adresse e-mail par le lien dans le courriel.",
      en: 'Confirm your e-mail address first, by the link in the mail.',
    },
  });
}

function sessionOver() {
  return problem(401, 'session-over', {
    detail: {
      nl: 'Uw sessie is voorbij. Log opnieuw in.',
      fr: 'Votre session est terminée. Reconnectez-vous.',
      en: 'Your session is over. Log in again.',
    },
  });
}

export function sessionRoutes(loggingIn: LoggingIn) {
  return [
    route({
      method: 'post',
      path: '/api/v1/sessions',
      operationId: 'logIn',
      summary: 'Log in by e-mail address and password (V-16)',
      tags: ['sessions'],
      access: 'anyone',
      request: { body: loginBody },
      responses: { 201: sessionView },
      problems: [401, 403, 429],
      handler: async (ctx) => {
        const { email } = ctx.body;
        const asker = askerOf(ctx);
        const account = await loggingIn.accounts.byEmail(email);
        const isRight = await loggingIn.guard({ ip: ctx.ip, account: email }, () =>
          passwordFits(ctx.body.password, account?.passwordHash ?? null),
        );
        const note = (outcome: LoginOutcome) =>
          loggingIn.log.note({ at: ctx.now, accountId: account?.id ?? null, outcome, ...asker });
        if (!isRight || !account) {
          await note(account ? 'wrong-password' : 'unknown-address');
          throw wrongLogin();
        }
        if (!account.emailConfirmedAt) {
          await note('email-not-confirmed');
          throw notConfirmed();
        }
        const wish = { ...asker, remembered: ctx.body.remember, now: ctx.now };
        return created(await logIn(loggingIn, account, wish), '/api/v1/sessions/current');
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/sessions/refresh',
      operationId: 'refreshSession',
      summary: 'Trade a refresh token for new tokens; one that comes back after 30 s ends the session',
      tags: ['sessions'],
      access: 'anyone',
      request: { body: refreshBody },
      responses: { 200: sessionView },
      problems: [401, 429],
      handler: async (ctx) => {
        const login = await refreshLogin(loggingIn, ctx.body.refreshToken, askerOf(ctx));
        if (!login) throw sessionOver();
        return ok(login);
      },
    }),
    route({
      method: 'delete',
      path: '/api/v1/sessions/current',
      operationId: 'logOut',
      summary: 'Log out: the tokens of this session no longer count',
      tags: ['sessions'],
      access: 'signed-in',
      responses: { 204: { description: 'Done' } },
      handler: async (ctx) => {
        await loggingIn.transaction((tx) => closeSession(loggingIn, tx, ctx.actor.sessionId));
        return noContent();
      },
    }),
  ];
}
