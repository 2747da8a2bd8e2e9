import type { AccountActor } from '@leerhuis/auth';
import { created, noContent, notFound, ok, route, secondFactorNeeded } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import { z } from 'zod';
import type { Account } from '../accounts/domain/account.ts';
import { passwordFits } from '../secrets.ts';
import { askerOf } from '../sessions/domain/login.ts';
import { type FactorRefusal, type Factors, isSetUp } from './domain/factors.ts';
import {
  add,
  begin,
  challenge,
  confirm,
  madePasskey,
  renewRecoveryCodes,
  type SecondFactoring,
  takeAuthenticatorAway,
  takePasskeyAway,
} from './factor-commands.ts';
import { factorRefused, forStaffOnly, wrongFactor, wrongPassword } from './factor-problems.ts';
import {
  accessOf,
  begunView,
  codeBody,
  factorsOf,
  factorsView,
  optionsView,
  passkeyBody,
  passkeyParams,
  passwordBody,
  recoveryCodes,
  setUpView,
} from './factor-schemas.ts';
import { authenticatorUri } from './one-time-codes.ts';

const base = '/api/v1/me/second-factor';
const common = { tags: ['sessions'], access: 'signed-in' } as const;

interface Asking {
  actor: AccountActor;
  ip: string;
  now: Date;
  header(name: string): string | undefined;
}

/** How people of the provider set up a second factor, and change it (ASVS 6.3). */
export function setUpRoutes(factoring: SecondFactoring) {
  const { factors, passkeys, sessions } = factoring;

  async function accountOf({ actor }: Pick<Asking, 'actor'>): Promise<Account> {
    const account = await factoring.accounts.byId(actor.accountId);
    if (!account) throw notFound();
    if (account.roles.every((role) => role === 'learner')) throw forStaffOnly();
    return account;
  }

  /** Whoever has a factor gives it before another is added or one is taken away: the password alone must not do. */
  async function mayChange({ actor, now }: Asking): Promise<{ account: Account; known: Factors }> {
    const account = await accountOf({ actor });
    const known = await factors.of(account.id);
    if (isSetUp(known) && !(await sessions.givenUntil(actor.sessionId, now))) throw secondFactorNeeded();
    return { account, known };
  }

  async function demandPassword(account: Account, { ip }: Asking, password: string): Promise<void> {
    const isRight = () => passwordFits(password, account.passwordHash);
    if (!(await factoring.passwordGuard({ ip, account: account.id }, isRight))) throw wrongPassword();
  }

  /** What follows when a factor was added: the session has given it, and the first comes with recovery codes. */
  async function settled(tx: Tx, ctx: Asking, account: Account, outcome: Factors | FactorRefusal) {
    if ('refused' in outcome) throw factorRefused(outcome);
    const codes = outcome.recoveryHashes.length > 0 ? null : await renewRecoveryCodes(factoring, tx, account.id);
    const access = await sessions.give(tx, account, ctx.actor.sessionId, askerOf(ctx));
    return { ...accessOf(access), recoveryCodes: codes };
  }

  return [
    route({
      ...common,
      method: 'get',
      path: base,
      operationId: 'getSecondFactors',
      summary: 'My second factors, and whether this session has given one',
      responses: { 200: factorsView },
      problems: [404],
      handler: async ({ actor, now }) => {
        const account = await factoring.accounts.byId(actor.accountId);
        if (!account) throw notFound();
        const [known, givenUntil] = await Promise.all([
          factors.of(account.id),
          sessions.givenUntil(actor.sessionId, now),
        ]);
        return ok(factorsOf(known, { demanded: account.roles.some(factoring.isDemanded), givenUntil }));
      },
    }),
    route({
      ...common,
      method: 'post',
      path: `${base}/authenticator`,
      operationId: 'beginAuthenticator',
      summary:
        'Begin to set up an authenticator, by the password; its first code, within 15 minutes, takes it into use',
      request: { body: passwordBody },
      responses: { 201: begunView },
      problems: [403, 404, 422, 429],
      handler: async (ctx) => {
        const { account } = await mayChange(ctx);
        await demandPassword(account, ctx, ctx.body.password);
        return ctx.transaction(async (tx) => {
          const secret = await begin(factoring, tx, account.id);
          const uri = authenticatorUri(secret, factoring.providerName(tx.now), account.email);
          return created({ secret, uri }, base);
        });
      },
    }),
    route({
      ...common,
      method: 'put',
      path: `${base}/authenticator`,
      operationId: 'confirmAuthenticator',
      summary: 'Take the authenticator into use that was begun, by its first code',
      request: { body: codeBody },
      responses: { 200: setUpView },
      problems: [403, 404, 409, 422, 429],
      handler: async (ctx) => {
        const { account } = await mayChange(ctx);
        let view: z.input<typeof setUpView> | undefined;
        const isRight = await factoring.guard({ ip: ctx.ip, account: account.id }, () =>
          factoring.transaction(async (tx) => {
            const confirmed = await confirm(factoring, tx, account.id, ctx.body.code);
            if ('refused' in confirmed && confirmed.refused === 'wrong-code') return false;
            view = await settled(tx, ctx, account, confirmed);
            return true;
          }),
        );
        if (!isRight || !view) throw wrongFactor();
        return ok(view);
      },
    }),
    route({
      ...common,
      method: 'delete',
      path: `${base}/authenticator`,
      operationId: 'removeAuthenticator',
      summary: 'Take my authenticator away',
      responses: { 204: { description: 'Done' } },
      problems: [403, 404],
      handler: async (ctx) => {
        const { account } = await mayChange(ctx);
        await factoring.transaction((tx) => takeAuthenticatorAway(factoring, tx, account.id));
        return noContent();
      },
    }),
    route({
      ...common,
      method: 'post',
      path: `${base}/recovery-codes`,
      operationId: 'renewRecoveryCodes',
      summary: 'Ten new recovery codes instead of those before',
      responses: { 200: z.object({ recoveryCodes }) },
      problems: [403, 404],
      handler: async (ctx) => {
        const { account, known } = await mayChange(ctx);
        if (!isSetUp(known)) throw secondFactorNeeded();
        const codes = await factoring.transaction((tx) => renewRecoveryCodes(factoring, tx, account.id));
        return ok({ recoveryCodes: codes });
      },
    }),
    route({
      ...common,
      method: 'post',
      path: `${base}/passkeys/options`,
      operationId: 'beginPasskey',
      summary: 'What a browser needs to make a passkey, by the password; for five minutes',
      request: { body: passwordBody },
      responses: { 200: optionsView },
      problems: [403, 404, 422, 429],
      handler: async (ctx) => {
        const { account, known } = await mayChange(ctx);
        await demandPassword(account, ctx, ctx.body.password);
        const owner = { accountId: account.id, email: account.email };
        const publicKey = await passkeys.optionsToAdd(owner, factoring.providerName(ctx.now), known.passkeys);
        await challenge(factoring, ctx.actor.sessionId, 'add', publicKey.challenge, ctx.now);
        return ok({ origin: passkeys.origin, publicKey: { ...publicKey } });
      },
    }),
    route({
      ...common,
      method: 'post',
      path: `${base}/passkeys`,
      operationId: 'addPasskey',
      summary: 'Add the passkey that the browser made (RegistrationResponseJSON)',
      request: { body: passkeyBody },
      responses: { 201: setUpView },
      problems: [403, 404, 409, 422],
      handler: async (ctx) => {
        const { account } = await mayChange(ctx);
        const passkey = await madePasskey(factoring, ctx.actor.sessionId, ctx.body, ctx.now);
        if (!passkey) throw wrongFactor();
        return ctx.transaction(async (tx) => {
          const added = await add(factoring, tx, account.id, passkey);
          return created(await settled(tx, ctx, account, added), base);
        });
      },
    }),
    route({
      ...common,
      method: 'delete',
      path: `${base}/passkeys/:id`,
      operationId: 'removePasskey',
      summary: 'Take a passkey of mine away',
      request: { params: passkeyParams },
      responses: { 204: { description: 'Done' } },
      problems: [403, 404],
      handler: async (ctx) => {
        const { passkeys: mine } = await factors.of(ctx.actor.accountId);
        if (!mine.some(({ id }) => id === ctx.params.id)) throw factorRefused({ refused: 'unknown-passkey' });
        const { account } = await mayChange(ctx);
        const removed = await factoring.transaction((tx) => takePasskeyAway(factoring, tx, account.id, ctx.params.id));
        if ('refused' in removed) throw factorRefused(removed);
        return noContent();
      },
    }),
  ];
}
