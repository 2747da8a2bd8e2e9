import type { KnownOfLearners } from '../candidates.ts';
import type { Ground } from '../ground.ts';
import { cartRoutes } from './cart/cart-http.ts';
import { cartStore } from './cart/cart-store.ts';
import type { WantedLine } from './cart/domain/wanted-lines.ts';
import { historyInAudit } from './ordering/order-audit.ts';
import { tellPaid } from './ordering/order-events.ts';
import { showAttention } from './ordering/order-metrics.ts';
import { orderQueries } from './ordering/order-queries.ts';
import { orderIndexes, orderStore, ordersHaveEntries, ordersHaveWords } from './ordering/order-store.ts';
import { sellable } from './prices/domain/sellable.ts';
import { onCatalogChanged } from './prices/on-catalog-changed.ts';
import { priceStore } from './prices/price-store.ts';

export const sellingIndexes = { ...orderIndexes, coursePrices: [], creditPackagePrices: [], carts: [] };

/** What is on sale, carts, and orders. */
export function openSelling(ground: Ground) {
  const { database, metrics, provider, dayOf } = ground;
  const orders = orderStore(database, ground.audit);
  const orderLists = orderQueries(database);
  const carts = cartStore(database);
  const prices = priceStore(database);
  showAttention(metrics, orderLists.countAttention);

  async function onSale(wanted: readonly Pick<WantedLine, 'kind' | 'itemId'>[], now: Date) {
    return sellable(await prices.onSale(wanted), dayOf(now), provider.vatRateOn);
  }

  return {
    orders,
    orderLists,
    carts,
    prices,
    onSale,
    tellPaid,
    migrations: [ordersHaveEntries, historyInAudit, ordersHaveWords],
    handlers: onCatalogChanged(prices),
    /** What somebody has access to, and attests of, selling does not know. */
    routes: ({ hadAlready, attested }: KnownOfLearners) =>
      cartRoutes({ ...ground, carts, onSale, hadAlready, attested }),
  };
}

export type Selling = ReturnType<typeof openSelling>;
