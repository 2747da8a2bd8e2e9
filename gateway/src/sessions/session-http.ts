import { created, emailSchema, idSchema, noContent, ok, route } from '@leerhuis/http-api';
import { z } from 'zod';
import { passwordFits } from '../secrets.ts';
import { actingRoutes, notTheirs } from './acting-http.ts';
import { askerOf, type LoginOutcome } from './domain/login.ts';
import type { Login } from './domain/session.ts';
import { placeSchema } from './place-schema.ts';
import { bearerOf, closeSession, type LoggingIn, logIn, refreshLogin } from './session-commands.ts';
import { notConfirmed, sessionOver, wrongLogin } from './session-problems.ts';

const loginBody = z
  .strictObject({
    email: emailSchema,
    password: z.string().min(1).max(200),
    remember: z.boolean().default(false).describe('Keeps the login on this device (C-2)'),
    previousRefreshToken: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe(
        'The last one of this device, though its session has run out: what it acted for comes back, where that was to be remembered (C-2)',
      ),
  })
  .meta({ id: 'Login' });

const refreshBody = z
  .strictObject({
    refreshToken: z.string().min(1).max(200),
    actingAs: idSchema
      .nullable()
      .default(null)
      .describe('The organisation that the access token is to stand for; none: for myself. Each tab names its own'),
  })
  .meta({ id: 'Refresh' });

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
    actingAs: placeSchema.nullable().describe('What the access token acts for; null: for myself'),
  })
  .meta({ id: 'Session' });

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
        const { remember: remembered, previousRefreshToken: previous } = ctx.body;
        const wish = { ...asker, remembered, previous, now: ctx.now };
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
      problems: [401, 422, 429],
      handler: async (ctx) => {
        const { refreshToken, actingAs } = ctx.body;
        const bearer = actingAs === null ? null : await bearerOf(loggingIn, refreshToken);
        const place = bearer === null || actingAs === null ? null : await loggingIn.places.one(bearer, actingAs);
        // before the token is used: a client that may act for it no more goes on as the person
        if (bearer !== null && !place) throw notTheirs('actingAs');
        const login = await refreshLogin(loggingIn, refreshToken, askerOf(ctx), place);
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
      access: 'session',
      responses: { 204: { description: 'Done' } },
      handler: async (ctx) => {
        await loggingIn.transaction((tx) => closeSession(loggingIn, tx, ctx.actor.sessionId));
        return noContent();
      },
    }),
    ...actingRoutes(loggingIn),
  ];
}
