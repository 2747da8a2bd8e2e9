import { type MemberSnapshot, type Recipient, sendMessage } from '@leerhuis/contracts';
import { inLocale } from '@leerhuis/language';
import type { Tx } from '@leerhuis/outbox';
import type { Order, OrderLine } from '../../selling/ordering/domain/order.ts';
import { type Activating, activateIfDue } from './activation-commands.ts';

/** Lines by which somebody of an organisation is to learn that were not activated, of orders that were not withdrawn. */
async function waitingFor({ orders, activations }: Activating, tx: Tx, member: MemberSnapshot) {
  const waiting: { order: Order; line: OrderLine }[] = [];
  for (const { id } of await orders.ofLearner(tx, member)) {
    const order = await orders.hold(tx, id);
    if (!order || order.standing.state === 'withdrawn') continue;
    for (const line of order.lines) {
      if (line.learner?.membershipId !== member.membershipId) continue;
      if (!(await activations.ofLine(tx, order.id, line.lineId))) waiting.push({ order, line });
    }
  }
  return waiting;
}

/**
 * Who gets an account gets what was ordered for them: it is activated if that is due. Of who leaves before they activated, who ordered
 * is told, or who enrols its people: they can give the place to somebody else.
 */
export async function onLearnerChanged(activating: Activating, member: MemberSnapshot, tx: Tx): Promise<void> {
  const { accountId, membershipId, state } = member;
  if (state === 'contact') return;
  for (const { order, line } of await waitingFor(activating, tx, member)) {
    if (state === 'ended') await tellLeft(activating, tx, { order, line, member });
    else if (line.learner?.accountId !== accountId) {
      const changed = { ...line, learner: { membershipId, accountId } };
      await activating.orders.giveLine(tx, order, changed);
      await activateIfDue(activating, tx, order, changed);
    }
  }
}

async function tellLeft(
  activating: Activating,
  tx: Tx,
  { order, line, member }: { order: Order; line: OrderLine; member: MemberSnapshot },
): Promise<void> {
  const { id: orderId, organisationId, proForma } = order;
  const learner = `${member.firstName} ${member.lastName}`.trim();
  for (const recipient of await whoGivesPlace(activating, tx, order)) {
    const courseTitle = inLocale(line.title, recipient.locale);
    const data = { orderId, number: proForma.number, learner, courseTitle };
    const jobId = `${line.lineId}:${member.membershipId}:left:${recipient.email}`;
    tx.enqueue(sendMessage, { recipient, template: 'learner-left', data, organisationId }, { jobId });
  }
}

/** Who ordered; once they are of the organisation no more, those who enrol its people. */
async function whoGivesPlace({ accounts, acting, atWork }: Activating, tx: Tx, order: Order): Promise<Recipient[]> {
  const { accountId, organisationId } = order;
  const active = await acting.members.find({ accountId, state: 'active' }, { session: tx.session });
  const isThere = active.some((place) => place.organisationId === organisationId);
  const buyer = isThere ? await accounts.recipient(accountId, tx) : null;
  if (buyer) return [buyer];
  return organisationId === null ? [] : atWork(organisationId, tx);
}
