import { created, emailSchema, noContent, ok, problem, route } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import { z } from 'zod';
import {
  closeSession,
  type OpenedSession,
  openSession,
  refreshSession,
  type SessionParts,
} from './session-commands.ts';

/** What a session needs to know of an account. */
export interface LoginAccount {
  id: string;
  roles: ('learner' | 'staff')[];
  passwordHash: string;
  emailConfirmedAt: Date | null;
}

export interface SessionRouteParts extends SessionParts {
  accountByEmail: (email: string) => Promise<LoginAccount | null>;
  accountById: (id: string, tx: Tx) => Promise<LoginAccount | null>;
  passwordFits: (password: string, passwordHash: string | null) => Promise<boolean>;
  signToken: (subject: { accountId: string; sessionId: string; roles: LoginAccount['roles'] }) => Promise<string>;
  tokenSeconds: number;
  /** Tells whether a password is right; throws 429 while this account or address has failed too often. */
  guard: (keys: { ip: string; account: string }, isRight: () => Promise<boolean>) => Promise<boolean>;
}

const loginBody = z
  .strictObject({
    email: emailSchema,
    password: z.string().min(1).max(200),
    remember: z.boolean().default(false).describe('Keeps the login on this device (C-2)'),
  })
  .meta({ id: 'Login' });

const refreshBody = z.strictObject({ refreshToken: z.string().min(1).max(200) }).meta({ id: 'Refresh' });

export const sessionView = z
  .object({
    accessToken: z.string(),
    tokenType: z.literal('Bearer'),
    expiresIn: z.int().describe('Seconds that the access token counts'),
    refreshToken: z.string().describe('Works once; the answer to its use holds the next'),
    accountId: z.string(),
    sessionExpiresAt: z.iso.datetime(),
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

/** The answer to a login or a refresh. */
export async function sessionAnswer(
  parts: Pick<SessionRouteParts, 'signToken' | 'tokenSeconds'>,
  account: LoginAccount,
  { session, refreshToken }: OpenedSession,
): Promise<z.infer<typeof sessionView>> {
  return {
    accessToken: await parts.signToken({ accountId: account.id, sessionId: session.id, roles: account.roles }),
    tokenType: 'Bearer',
    expiresIn: parts.tokenSeconds,
    refreshToken,
    accountId: account.id,
    sessionExpiresAt: session.expiresAt.toISOString(),
  };
}

export function sessionRoutes(parts: SessionRouteParts) {
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
        const account = await parts.accountByEmail(email);
        const isRight = await parts.guard({ ip: ctx.ip, account: email }, () =>
          parts.passwordFits(ctx.body.password, account?.passwordHash ?? null),
        );
        if (!isRight || !account) throw wrongLogin();
        if (!account.emailConfirmedAt) throw notConfirmed();
        const opened = await parts.transaction((tx) =>
          openSession(parts, tx, { accountId: account.id, remembered: ctx.body.remember }),
        );
        return created(await sessionAnswer(parts, account, opened), '/api/v1/sessions/current');
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/sessions/refresh',
      operationId: 'refreshSession',
      summary: 'Trade a refresh token for new tokens; one used twice ends the session',
      tags: ['sessions'],
      access: 'anyone',
      request: { body: refreshBody },
      responses: { 200: sessionView },
      problems: [401, 429],
      handler: async (ctx) => {
        const refreshed = await parts.transaction(async (tx) => {
          const opened = await refreshSession(parts, tx, ctx.body.refreshToken);
          const account = opened && (await parts.accountById(opened.session.accountId, tx));
          return opened && account ? { opened, account } : null;
        });
        if (!refreshed) throw sessionOver();
        return ok(await sessionAnswer(parts, refreshed.account, refreshed.opened));
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
        await parts.transaction((tx) => closeSession(parts, tx, ctx.actor.sessionId));
        return noContent();
      },
    }),
  ];
}
