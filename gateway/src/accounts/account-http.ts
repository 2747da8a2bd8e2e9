import { created, etagOf, noContent, ok, problem, requireMatch, route } from '@leerhuis/http-api';
import { z } from 'zod';
import {
  type AccountParts,
  changeAccount,
  confirmAccount,
  registerAccount,
  sendConfirmationAgain,
  setPassword,
} from './account-commands.ts';
import {
  addressTaken,
  linkDoesNotWork,
  samePassword,
  weakPassword,
  wrongMemberships,
  wrongPassword,
} from './account-problems.ts';
import {
  acceptedView,
  accountView,
  changeBody,
  changePasswordBody,
  emailBody,
  registerBody,
  tokenParams,
} from './account-schemas.ts';
import { isCommonPassword } from './common-passwords.ts';
import { type Account, checkMemberships, normaliseEmail, type Profile } from './domain/account.ts';
import { type PasswordOwner, passwordFaults } from './domain/password.ts';
import { hashPassword, isSamePassword, passwordFits } from './secrets.ts';

export interface AccountRouteParts extends AccountParts {
  discloseUnknown: boolean;
  /** Counts an account that is made, or a link that is sent; throws 429 when there were too many. */
  count: Record<'register' | 'confirm', (keys: { ip: string; account?: string }) => Promise<void>>;
  /** Answers so that the time taken doesn't tell whether an address is known. */
  evenly: <T>(work: () => Promise<T>) => Promise<T>;
  /** Tells whether the current password is right; throws 429 to who guesses it. */
  guard: (keys: { ip: string; account: string }, isRight: () => Promise<boolean>) => Promise<boolean>;
  /** Ends the account's sessions, but for the one that asked. */
  endSessions: (tx: Parameters<typeof setPassword>[1], accountId: string, except?: string) => Promise<void>;
}

export function viewOf(account: Account) {
  const { id, email, firstName, lastName, locale, memberships, company, address, roles } = account;
  return {
    id,
    email,
    emailConfirmed: account.emailConfirmedAt !== null,
    firstName,
    lastName,
    locale,
    memberships,
    company,
    address,
    roles,
    registeredAt: account.registeredAt.toISOString(),
  };
}

/** Refuses a password that is not strong enough (C-4). */
export function demandStrength(password: string, owner: PasswordOwner, field: string): void {
  const faults = passwordFaults(password, owner, isCommonPassword);
  if (faults.length > 0) throw weakPassword(faults, field);
}

function demandMemberNumbers<T extends Partial<Profile>>(profile: T): T {
  if (!profile.memberships) return profile;
  const { memberships, faults } = checkMemberships(profile.memberships);
  if (faults.length > 0) throw wrongMemberships(faults);
  return { ...profile, memberships };
}

function gone() {
  return problem(404, 'not-found', {
    detail: {
      nl: 'Deze account is er niet meer.',
      fr: "Ce compte n'existe plus.",
      en: 'This account is no longer there.',
    },
  });
}

export function accountRoutes(parts: AccountRouteParts) {
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
        const profile = demandMemberNumbers({ ...typed, email: normaliseEmail(typed.email) });
        demandStrength(password, profile, 'password');
        await parts.count.register({ ip: ctx.ip, account: profile.email });
        return parts.evenly(async () => {
          const passwordHash = await hashPassword(password);
          return ctx.transaction(async (tx) => {
            const outcome = await registerAccount(parts, tx, { ...profile, passwordHash });
            if (outcome === 'taken' && parts.discloseUnknown) throw addressTaken();
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
        await parts.count.confirm({ ip: ctx.ip, account: email });
        return parts.evenly(() =>
          ctx.transaction(async (tx) => {
            await sendConfirmationAgain(parts, tx, email);
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
          const account = await confirmAccount(parts, tx, ctx.params.token);
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
      access: 'signed-in',
      etag: true,
      responses: { 200: accountView },
      problems: [404],
      handler: async (ctx) => {
        const account = await parts.accounts.byId(ctx.actor.accountId);
        if (!account) throw gone();
        return ok(viewOf(account), { ETag: etagOf(account.revision) });
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
        return ctx.transaction(async (tx) => {
          const account = await changeAccount(parts, tx, ctx.actor.accountId, change, ({ revision }) =>
            requireMatch(ctx, revision),
          );
          if (!account) throw gone();
          return ok(viewOf(account), { ETag: etagOf(account.revision) });
        });
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
        const account = await parts.accounts.byId(accountId);
        if (!account) throw gone();
        const isRight = await parts.guard({ ip: ctx.ip, account: accountId }, () =>
          passwordFits(currentPassword, account.passwordHash),
        );
        if (!isRight) throw wrongPassword();
        if (isSamePassword(newPassword, currentPassword)) throw samePassword();
        demandStrength(newPassword, account, 'newPassword');
        const passwordHash = await hashPassword(newPassword);
        return ctx.transaction(async (tx) => {
          await setPassword(parts, tx, accountId, passwordHash);
          await parts.endSessions(tx, accountId, sessionId);
          return noContent();
        });
      },
    }),
  ];
}
