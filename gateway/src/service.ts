import { auditIndexes } from '@leerhuis/audit';
import { createTokenVerifier, signAccessToken, type TokenVerifier } from '@leerhuis/auth';
import {
  accountChangedV1,
  accountConfirmedV1,
  accountRegisteredV1,
  sendMessage,
  settingsChangedV1,
} from '@leerhuis/contracts';
import { inTime } from '@leerhuis/http-api';
import { textsInNfc } from '@leerhuis/migrations';
import { openParts, type PartNeeds, type Served } from '@leerhuis/service-parts';
import type { StopList } from '@leerhuis/service-runtime';
import type { z } from 'zod';
import {
  type AccountParts,
  addConfirmedAccount,
  confirmAccount,
  sendResetLink,
  setPasswordByLink,
} from './accounts/account-commands.ts';
import { accountRoutes, demandStrength } from './accounts/account-http.ts';
import { linkDoesNotWork, unknownAddress } from './accounts/account-problems.ts';
import { accountIndexes, accountStore, accountTokenStore } from './accounts/account-store.ts';
import type { Account } from './accounts/domain/account.ts';
import { accountPageRoutes } from './accounts/pages/account-pages-http.ts';
import { type PasswordResetParts, passwordResetRoutes, resetPassword } from './accounts/password-reset-http.ts';
import { hashPassword, hashSecret, newSecret, passwordFits } from './accounts/secrets.ts';
import { evenly } from './attempts/even-answers.ts';
import { failureGuard } from './attempts/failure-guard.ts';
import { requestCounter } from './attempts/request-counter.ts';
import type { config } from './config.ts';
import { addDemoAccounts } from './demo-accounts/add-demo-accounts.ts';
import { addDescriptionPages } from './description/description-pages.ts';
import { serviceDescriptions } from './description/service-descriptions.ts';
import { jwksRoutes } from './keys/jwks-http.ts';
import { startKeyRing } from './keys/key-ring.ts';
import { keyIndexes, keyStore } from './keys/key-store.ts';
import { partnerRoutes } from './partners/partner-http.ts';
import { partnerIndexes, partnerStore } from './partners/partner-store.ts';
import { revokedPartnerRoutes } from './partners/revoked-http.ts';
import { startProxy } from './proxying/proxying.ts';
import { type ServiceName, serviceNames } from './proxying/upstreams.ts';
import { serviceHealth } from './service-health/service-health.ts';
import { openActor } from './sessions/open-actor.ts';
import { openSessions } from './sessions/open-sessions.ts';
import { closeAllSessions, openSession, type SessionParts } from './sessions/session-commands.ts';
import { sessionAnswer, sessionRoutes, sessionView } from './sessions/session-http.ts';
import { sessionIndexes, sessionStore } from './sessions/session-store.ts';
import { openSettings } from './settings/settings.ts';
import { settingIndexes } from './settings/settings-store.ts';

export type Settings = z.output<typeof config>;

/** Whether a token still counts is looked up before a service is asked: together no longer than a person waits. */
const lookWithinMs = 5_000;

export const gatewayNeeds = {
  indexes: {
    ...accountIndexes,
    ...sessionIndexes,
    ...keyIndexes,
    ...partnerIndexes,
    ...settingIndexes,
    ...auditIndexes,
  },
  publishes: [accountRegisteredV1, accountConfirmedV1, accountChangedV1, settingsChangedV1],
  jobs: [sendMessage],
} satisfies PartNeeds;

/** Starts the gateway; gives its ports. */
export async function startGateway(settings: Settings, stops: StopList, clock?: () => Date): Promise<Served> {
  let verify: TokenVerifier | undefined;
  const parts = await openParts('gateway', settings, stops, {
    ...gatewayNeeds,
    ...(clock ? { clock } : {}),
    verifyToken: (token) =>
      openActor(token, verify as TokenVerifier, { session: open.isOpen, partner: openPartners.isOpen }),
  });
  const { database, outbox, newId, logger, readiness } = parts;
  const transaction = outbox.transaction;

  const ring = await startKeyRing(keyStore(database, settings.KEY_ENCRYPTION_SECRET), {
    rotationDays: settings.KEY_ROTATION_DAYS,
    clock: parts.clock,
    logger,
  });
  parts.every(60_000, 'rotating signing keys', ring.rotate);
  verify = createTokenVerifier({ jwks: async () => ring.jwks(), clock: parts.clock });
  const tokenSeconds = settings.ACCESS_TOKEN_SECONDS;

  const sessions = sessionStore(database);
  const whileAnswering = <T>(look: () => Promise<T>) => inTime(lookWithinMs, parts.databaseAnswers, look);
  const open = openSessions({ isOpen: (id, now) => whileAnswering(() => sessions.isOpen(id, now)) }, parts.clock);
  const partners = partnerStore(database);
  const openPartners = openSessions({ isOpen: (id) => whileAnswering(() => partners.isOpen(id)) }, parts.clock);
  const sessionParts: SessionParts = { transaction, sessions, newId, newSecret, hashSecret, forget: open.forget };
  const accountParts: AccountParts = {
    accounts: accountStore(database),
    tokens: accountTokenStore(database),
    newId,
    publicUrl: settings.PUBLIC_URL,
  };
  const { accounts, tokens } = accountParts;

  const client = database.getClient();
  const counter = (name: 'register' | 'confirm' | 'reset') =>
    requestCounter(client, name, settings.REGISTRATIONS_PER_HOUR);

  const sessionRouteParts = {
    ...sessionParts,
    accountByEmail: (email: string) => accounts.byEmail(email),
    accountById: accounts.byId,
    passwordFits,
    signToken: (subject: Pick<Account, 'roles'> & { accountId: string; sessionId: string }) =>
      signAccessToken(ring.signing(), { kind: 'account', ...subject }, tokenSeconds, { now: parts.clock() }),
    tokenSeconds,
    guard: failureGuard(client, 'login', settings.WRONG_SECRETS_PER_QUARTER),
  };
  const resetParts: PasswordResetParts<Account> = {
    transaction,
    accountByEmail: (tx, email) => accounts.byEmail(email, tx),
    accountById: (id) => accounts.byId(id),
    sendLink: (tx, account) => sendResetLink(accountParts, tx, account),
    tokenOwner: (token, now) => tokens.owner(hashSecret(token), 'reset-password', now),
    useToken: async (tx, token) => (await tokens.use(tx, hashSecret(token), 'reset-password'))?.accountId ?? null,
    demandStrength,
    hashPassword,
    setPassword: (tx, id, passwordHash) => setPasswordByLink(accountParts, tx, id, passwordHash),
    endSessions: (tx, id) => closeAllSessions(sessionParts, tx, id),
    logIn: async (account) => {
      const opened = await transaction((tx) =>
        openSession(sessionParts, tx, { accountId: account.id, remembered: false }),
      );
      return sessionAnswer(sessionRouteParts, account, opened);
    },
    countAttempt: counter('reset'),
    evenly,
    discloseUnknown: settings.ACCOUNT_DISCLOSE_UNKNOWN,
    unknownAddress,
    linkDoesNotWork,
    sessionView,
  };

  const urls: Record<ServiceName, string[]> = {
    catalog: settings.CATALOG_URL,
    orders: settings.ORDERS_URL,
    learning: settings.LEARNING_URL,
    certification: settings.CERTIFICATION_URL,
    notifications: settings.NOTIFICATIONS_URL,
  };
  const internalUrls: Record<ServiceName, string[]> = {
    catalog: settings.CATALOG_INTERNAL_URL,
    orders: settings.ORDERS_INTERNAL_URL,
    learning: settings.LEARNING_INTERNAL_URL,
    certification: settings.CERTIFICATION_INTERNAL_URL,
    notifications: settings.NOTIFICATIONS_INTERNAL_URL,
  };
  const descriptions = serviceDescriptions(internalUrls, logger);
  stops.add('service descriptions', descriptions.stop);
  // a service that is away takes its own calls with it, and no other's
  readiness.watch('descriptions', descriptions.complete);
  for (const name of serviceNames)
    readiness.watch(
      name,
      serviceHealth(internalUrls[name], () => performance.now()),
      // longer than services wait for what of them is late
      2_000,
    );

  if (settings.DEMO_ACCOUNTS)
    await addDemoAccounts({
      transaction,
      exists: async (email) => (await accounts.byEmail(email)) !== null,
      hashPassword,
      addConfirmed: (tx, account) => addConfirmedAccount(accountParts, tx, account),
    });

  const provider = await openSettings(parts, settings.TIME_ZONE);
  const proxy = startProxy(parts, urls, settings, descriptions.takesKey, stops);
  // addresses of e-mail are ASCII: two accounts never become one by this
  await parts.migrate(textsInNfc(['accounts', 'partners']));

  const served = await parts.serve({
    title: 'Accounts and sessions',
    before: proxy,
    trusted: settings.TRUSTED_PROXIES,
    extend: (app) => addDescriptionPages(app, () => [served.openApi, ...descriptions.documents()], settings.PUBLIC_URL),
    routes: [
      ...accountRoutes({
        ...accountParts,
        evenly,
        discloseUnknown: settings.ACCOUNT_DISCLOSE_UNKNOWN,
        count: { register: counter('register'), confirm: counter('confirm') },
        guard: failureGuard(client, 'password', settings.WRONG_SECRETS_PER_QUARTER),
        endSessions: (tx, id, except) => closeAllSessions(sessionParts, tx, id, except),
      }),
      ...sessionRoutes(sessionRouteParts),
      ...passwordResetRoutes(resetParts),
      ...accountPageRoutes({
        demandLink: async (token, purpose) => {
          if (!(await tokens.owner(hashSecret(token), purpose, parts.clock()))) throw linkDoesNotWork();
        },
        confirm: async (token) => {
          if (!(await transaction((tx) => confirmAccount(accountParts, tx, token)))) throw linkDoesNotWork();
        },
        resetPassword: async (token, password, ip) => {
          await resetPassword(resetParts, { token, password, ip, now: parts.clock() });
        },
      }),
      ...partnerRoutes({
        partners,
        newId,
        newSecret,
        hashSecret,
        signToken: (partner) =>
          signAccessToken(ring.signing(), { kind: 'partner', ...partner }, tokenSeconds, { now: parts.clock() }),
        tokenSeconds,
        forget: openPartners.forget,
        guard: failureGuard(client, 'partner', settings.WRONG_SECRETS_PER_QUARTER),
      }),
      ...jwksRoutes(ring),
      ...revokedPartnerRoutes(partners),
      ...provider.routes,
    ],
  });
  return served;
}
