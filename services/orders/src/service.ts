import { auditIndexes } from '@leerhuis/audit';
import { orderLearnerChangedV1, orderPaidV1, orderPlacedV1, orderWithdrawnV1, sendMessage } from '@leerhuis/contracts';
import { textsInNfc } from '@leerhuis/migrations';
import { followSettings, settingsIndexes } from '@leerhuis/provider/follow-settings';
import { openParts, type PartNeeds, type Served } from '@leerhuis/service-parts';
import type { Clock, StopList } from '@leerhuis/service-runtime';
import { accessNeeds, openAccess } from './access/access.ts';
import { accountIndexes } from './accounts/account-store.ts';
import { onAccountChanged } from './accounts/on-account-changed.ts';
import { billingNeeds, openBilling } from './billing/billing.ts';
import type { Settings } from './config.ts';
import type { Desk } from './desk/desk.ts';
import { deskChanges } from './desk/on-organisation-changed.ts';
import { orderAdminRoutes } from './desk/order-admin-http.ts';
import { orderRoutes } from './desk/order-http.ts';
import { placingTogether } from './desk/place-together.ts';
import { lapseRequests } from './desk/requests/end-requests.ts';
import { requestRoutes } from './desk/requests/request-http.ts';
import { showWaiting } from './desk/requests/request-metrics.ts';
import { requestIndexes, requestStore } from './desk/requests/request-store.ts';
import { substitutionRoutes } from './desk/substitution-http.ts';
import { layGround } from './ground.ts';
import { openSelling, sellingIndexes } from './selling/selling.ts';

/** Collections with texts that people typed. */
const withTexts = [
  'accounts',
  'coursePrices',
  'creditPackagePrices',
  'orders',
  'documents',
  'creditLots',
  'activations',
];

const ordersNeeds = {
  indexes: {
    ...accountIndexes,
    ...auditIndexes,
    ...sellingIndexes,
    ...billingNeeds.indexes,
    ...accessNeeds.indexes,
    ...requestIndexes,
    ...settingsIndexes,
  },
  migrations: accessNeeds.migrations,
  listens: true,
  knowsMembers: true,
  publishes: [orderPlacedV1, orderPaidV1, orderWithdrawnV1, orderLearnerChangedV1, ...accessNeeds.publishes],
  jobs: [...billingNeeds.jobs, ...accessNeeds.jobs, sendMessage],
} satisfies PartNeeds;

/** Starts orders: what is sold, owed and paid. Gives its ports. */
export async function startOrders(settings: Settings, stops: StopList, clock?: Clock): Promise<Served> {
  const parts = await openParts('orders', settings, stops, { ...ordersNeeds, ...(clock ? { clock } : {}) });
  const { settings: provider, onSettingsChanged } = await followSettings(parts);
  const ground = layGround(parts, settings, provider);
  const selling = openSelling(ground);
  const access = openAccess(ground, selling);
  const billing = await openBilling(ground, stops, selling, access.giveAccess);
  const desk: Desk = { ...ground, selling, billing, access, requests: requestStore(parts.database) };
  const place = placingTogether(desk);
  showWaiting(parts.metrics, desk.requests.countWaiting);

  await parts.migrate([...selling.migrations, ...textsInNfc(withTexts), ...billing.migrations, ...access.migrations]);

  const served = await parts.serve({
    title: 'Orders',
    routes: [
      ...selling.routes(access),
      ...orderRoutes(desk, place),
      ...requestRoutes(desk, place),
      ...substitutionRoutes(desk),
      ...billing.routes,
      ...access.routes,
      ...orderAdminRoutes(desk, place),
    ],
  });
  await parts.subscribe([
    ...onAccountChanged(ground.accounts),
    ...parts.acting.handlers(deskChanges(desk)),
    ...selling.handlers,
    ...access.handlers,
    onSettingsChanged,
  ]);
  await billing.start();
  await access.start();
  parts.every(settings.CREDIT_LAPSE_SECONDS * 1_000, 'lapsing order requests', () => lapseRequests(desk));
  return served;
}
