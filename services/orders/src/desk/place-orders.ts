import { failureAt } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import { activateNewLine } from '../access/activating/activation-commands.ts';
import type { Activation } from '../access/activating/domain/activation.ts';
import { issueProFormas, numberProFormas } from '../billing/documents/issue.ts';
import { organisationNotReady } from '../selling/ordering/binding-problems.ts';
import type { Order } from '../selling/ordering/domain/order.ts';
import { orderOf, type Quote } from '../selling/ordering/domain/quote.ts';
import { tellPlaced } from '../selling/ordering/order-events.ts';
import { cartChanged, tooManyUnpaid } from '../selling/ordering/order-problems.ts';
import type { Desk } from './desk.ts';
import { approveRequest } from './requests/approve-request.ts';

export interface Placed {
  order: Order;
  activations: Activation[];
}

/**
 * Places orders and issues their pro-formas, in the one transaction (V-10). They come in groups because their numbers have
 * no gaps: each has to wait for the one before, and one commit serves all who wait.
 * @throws OneRefused when one of them cannot be placed
 */
export async function placeOrders(desk: Desk, tx: Tx, quotes: readonly Quote[]): Promise<Placed[]> {
  const { selling, billing, provider, dayOf, newId } = desk;
  const proFormas = await numberProFormas(billing.issuing, tx, quotes.length);
  const terms = provider.termsOn(dayOf(tx.now));
  await holdClients(desk, tx, quotes);
  await demandRoom(desk, tx, quotes, terms.mostUnpaidOrders);
  const sold = quotes.map((quote, n) => {
    const proForma = proFormas[n];
    if (!proForma) throw new Error('fewer numbers than orders');
    return { quote, order: orderOf(quote, { proForma, consent: terms.consent, newId }, tx.now) };
  });
  await selling.orders.insertAll(
    tx,
    sold.map(({ order }) => order),
  );
  await issueProFormas(
    billing.issuing,
    tx,
    sold.map(({ order, quote }) => ({ order, locale: quote.locale })),
  );
  const placed: Placed[] = [];
  for (const [n, { order, quote }] of sold.entries()) {
    try {
      placed.push({ order, activations: await finish(desk, tx, order, quote) });
    } catch (error) {
      throw failureAt(n, error);
    }
  }
  return placed;
}

/** After the numbers are held: whoever places orders meanwhile, in whichever copy of the service, is counted. */
async function demandRoom({ selling }: Desk, tx: Tx, quotes: readonly Quote[], most: number): Promise<void> {
  const unpaid = new Map<string, number>();
  for (const [n, quote] of quotes.entries()) {
    const whose = quote.buyer.organisationId ?? quote.buyer.accountId;
    const before = unpaid.get(whose) ?? (await selling.orders.countUnpaid(quote.buyer, most, tx));
    if (before >= most) throw failureAt(n, tooManyUnpaid(most));
    unpaid.set(whose, before + 1);
  }
}

/** Who closes an organisation, or makes it part of another, and who orders for it exclude each other. */
async function holdClients({ acting }: Desk, tx: Tx, quotes: readonly Quote[]): Promise<void> {
  const held = new Map<string, boolean>();
  for (const [n, { buyer }] of quotes.entries()) {
    const { organisationId } = buyer;
    if (organisationId === null) continue;
    const isActive =
      held.get(organisationId) ?? (await acting.organisations.hold(tx, organisationId))?.state === 'active';
    held.set(organisationId, isActive);
    if (!isActive) throw failureAt(n, organisationNotReady());
  }
}

/** What staff did for somebody is in the audit trail as theirs. */
function notePlacedFor({ orders }: Desk['selling'], tx: Tx, { id, accountId, proForma }: Order, by: string) {
  return orders.note(tx, id, { by, what: 'placed', detail: proForma.number, after: { for: accountId } });
}

/** What is the order's own: its cart, its event, and access at once when the buyer wants that (V-15). */
async function finish(desk: Desk, tx: Tx, order: Order, quote: Quote): Promise<Activation[]> {
  const { selling, access } = desk;
  if (quote.placedBy !== undefined) await notePlacedFor(selling, tx, order, quote.placedBy);
  if (quote.cart && !(await selling.carts.take(tx, order, quote.cart))) throw cartChanged();
  if (quote.approval) await approveRequest(desk, tx, order, quote.approval);
  tellPlaced(tx, order);
  const courses = quote.activateNow ? order.lines.filter((line) => line.kind === 'course') : [];
  const activations: Activation[] = [];
  for (const line of courses) {
    const activation = await activateNewLine(access.activating, tx, order, line);
    if (activation) activations.push(activation);
  }
  return activations;
}
