import { accepted, emailSchema, ok, route } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import { z } from 'zod';

interface ResetAccount {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
}

export interface PasswordResetParts<A extends ResetAccount> {
  transaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  accountByEmail: (tx: Tx, email: string) => Promise<A | null>;
  accountById: (id: string) => Promise<A | null>;
  /** Puts the mail with the link in the outbox. */
  sendLink: (tx: Tx, account: A) => Promise<void>;
  tokenOwner: (token: string, now: Date) => Promise<string | null>;
  useToken: (tx: Tx, token: string) => Promise<string | null>;
  demandStrength: (password: string, account: A, field: string) => void;
  hashPassword: (password: string) => Promise<string>;
  setPassword: (tx: Tx, accountId: string, passwordHash: string) => Promise<unknown>;
  endSessions: (tx: Tx, accountId: string) => Promise<void>;
  /** Logs the owner in, as C-3 has it. */
  logIn: (account: A) => Promise<unknown>;
  /** Counts a link that is asked for or doesn't work; throws 429 when there were too many. */
  countAttempt: (keys: { ip: string; account?: string }) => Promise<void>;
  /** Answers so that the time taken doesn't tell whether an address is known. */
  evenly: <T>(work: () => Promise<T>) => Promise<T>;
  discloseUnknown: boolean;
  unknownAddress: () => Error;
  linkDoesNotWork: () => Error;
  sessionView: z.ZodType;
}

const token = z.strictObject({ token: z.string().regex(/^[\w-]{43}$/) });

/**
 * Sets a new password by the token of the mail (C-3): the token works once, all sessions end.
 * @throws Problem when the token doesn't work (any more) or the password is weak, which does not cost the token
 */
export async function resetPassword<A extends ResetAccount>(
  parts: PasswordResetParts<A>,
  { token, password, ip, now }: { token: string; password: string; ip: string; now: Date },
): Promise<A> {
  const owner = await parts.tokenOwner(token, now);
  const account = owner && (await parts.accountById(owner));
  if (!account) {
    await parts.countAttempt({ ip });
    throw parts.linkDoesNotWork();
  }
  parts.demandStrength(password, account, 'password');
  const passwordHash = await parts.hashPassword(password);
  await parts.transaction(async (tx) => {
    if ((await parts.useToken(tx, token)) !== account.id) throw parts.linkDoesNotWork();
    await parts.setPassword(tx, account.id, passwordHash);
    await parts.endSessions(tx, account.id);
  });
  return account;
}

/** C-3: forgotten password. Strangers get the same answer for any address, unless the deployment discloses it. */
export function passwordResetRoutes<A extends ResetAccount>(parts: PasswordResetParts<A>) {
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
        await parts.countAttempt({ ip: ctx.ip, account: email });
        return parts.evenly(() =>
          ctx.transaction(async (tx) => {
            const account = await parts.accountByEmail(tx, email);
            if (account) await parts.sendLink(tx, account);
            else if (parts.discloseUnknown) throw parts.unknownAddress();
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
      request: {
        params: token,
        body: z.strictObject({ password: z.string().min(1).max(200) }).meta({ id: 'PasswordReset' }),
      },
      responses: { 200: parts.sessionView },
      problems: [404, 422, 429],
      handler: async (ctx) => {
        const { ip, now } = ctx;
        const account = await resetPassword(parts, { ...ctx.params, ...ctx.body, ip, now });
        return ok(await parts.logIn(account));
      },
    }),
  ];
}
