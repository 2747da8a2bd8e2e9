import { auditIndexes } from '@leerhuis/audit';
import { settingsChangedV1 } from '@leerhuis/contracts';
import { textsInNfc } from '@leerhuis/migrations';
import { openParts, type PartNeeds, type Served } from '@leerhuis/service-parts';
import type { StopList } from '@leerhuis/service-runtime';
import { accountStore } from './accounts/account-store.ts';
import { accountNeeds, openAccounts } from './accounts/accounts.ts';
import { openAttempts } from './attempts/attempts.ts';
import type { Settings } from './config.ts';
import { addDescriptionPages } from './description/description-pages.ts';
import { openDescriptions } from './description/descriptions.ts';
import { partnerIndexes, partnerStore } from './partners/partner-store.ts';
import { openPartners } from './partners/partners.ts';
import { openProxy } from './proxying/proxying.ts';
import { factorIndexes } from './second-factor/factor-store.ts';
import { openSecondFactor } from './second-factor/second-factor.ts';
import { watchServices } from './service-health/service-health.ts';
import { internalUrlsOf } from './service-urls.ts';
import { loginLogIndexes } from './sessions/login-log-store.ts';
import { placeSchema } from './sessions/place-schema.ts';
import { placesOf } from './sessions/places.ts';
import { sessionIndexes, sessionStore, sessionsByTheirEnd } from './sessions/session-store.ts';
import { openSessions } from './sessions/sessions.ts';
import { openSettings } from './settings/settings.ts';
import { settingIndexes } from './settings/settings-store.ts';
import { keyIndexes } from './tokens/key-store.ts';
import { openTokens } from './tokens/tokens.ts';

const needs = {
  ...accountNeeds,
  indexes: {
    ...accountNeeds.indexes,
    ...sessionIndexes,
    ...loginLogIndexes,
    ...factorIndexes,
    ...keyIndexes,
    ...partnerIndexes,
    ...settingIndexes,
    ...auditIndexes,
  },
  migrations: [sessionsByTheirEnd],
  listens: true,
  knowsMembers: true,
  publishes: [...accountNeeds.publishes, settingsChangedV1],
} satisfies PartNeeds;

/** Starts the gateway; gives its ports. */
export async function startGateway(settings: Settings, stops: StopList, clock?: () => Date): Promise<Served> {
  const parts = await openParts('gateway', settings, stops, {
    ...needs,
    ...(clock ? { clock } : {}),
    verifyToken: (token) => tokens.verify(token),
  });
  const { database } = parts;
  const [accounts, sessions, partners] = [accountStore(database), sessionStore(database), partnerStore(database)];

  const attempts = openAttempts(database.getClient(), settings);
  const places = placesOf(parts.acting);
  const tokens = await openTokens(parts, settings, { sessions, partners });
  const {
    routes: sessionRoutes,
    logins,
    secondFactorSessions,
  } = openSessions(parts, settings, {
    sessions,
    accounts,
    tokens,
    places,
    guard: attempts.login,
  });
  const { routes: settingRoutes, brandOn } = await openSettings(parts, settings.TIME_ZONE, accounts);
  const { routes: accountRoutes, handlers } = await openAccounts(parts, settings, {
    accounts,
    places: { ...places, view: placeSchema },
    logins,
    attempts,
    brandOn,
  });
  const { routes: factorRoutes } = await openSecondFactor(parts, settings, {
    accounts,
    sessions: secondFactorSessions,
    attempts,
    brandOn,
  });
  const { routes: partnerRoutes } = openPartners(parts, { partners, sessions, tokens, guard: attempts.partner });

  const descriptions = openDescriptions(parts, internalUrlsOf(settings), stops);
  watchServices(parts, internalUrlsOf(settings));
  const proxy = openProxy(parts, settings, { tokens, descriptions, stops });
  // addresses of e-mail are ASCII: two accounts never become one by this
  await parts.migrate(textsInNfc(['accounts', 'partners']));

  const served = await parts.serve({
    title: 'Accounts and sessions',
    before: proxy,
    trusted: settings.TRUSTED_PROXIES,
    routes: [...accountRoutes, ...sessionRoutes, ...factorRoutes, ...partnerRoutes, ...settingRoutes, ...tokens.routes],
    extend: (app) => addDescriptionPages(app, () => [served.openApi, ...descriptions.documents()], settings.PUBLIC_URL),
  });
  await parts.subscribe([...parts.acting.handlers(), ...handlers]);
  return served;
}
