import { type MemberSnapshot, type Recipient, sendMessage } from '@leerhuis/contracts';
import { inLocale } from '@leerhuis/language';
import type { Tx } from '@leerhuis/outbox';
import type { Desk } from '../desk.ts';
import type { OrderRequest } from './domain/order-request.ts';

type Needs = Pick<Desk, 'access' | 'settings'>;

const nameOf = ({ firstName, lastName }: Pick<MemberSnapshot, 'firstName' | 'lastName'>) =>
  `${firstName} ${lastName}`.trim();

const coursesIn = ({ lines }: OrderRequest, { locale }: Recipient) =>
  lines.map(({ title }) => inLocale(title, locale)).join(', ');

/** Who can say yes is asked, at work and in their language. */
export async function mailAsked({ access, settings }: Needs, tx: Tx, request: OrderRequest, employee: MemberSnapshot) {
  const { id: requestId, organisationId, net, lapsesAt } = request;
  for (const recipient of await access.offices.atWork(organisationId, tx)) {
    const data = {
      requestId,
      employee: nameOf(employee),
      courses: coursesIn(request, recipient),
      netCents: net.amount,
      lapsesAt: lapsesAt.toISOString(),
      loginUrl: settings.PUBLIC_URL,
    };
    const jobId = `${requestId}:asked:${recipient.email}`;
    tx.enqueue(sendMessage, { recipient, template: 'order-request-asked', data, organisationId }, { jobId });
  }
}

/** Who asked hears at work what became of it; when nobody answered, so do those who could have. */
export async function mailEnded({ access }: Needs, tx: Tx, request: OrderRequest): Promise<void> {
  const { id: requestId, organisationId, membershipId, order, ended, state } = request;
  const { offices } = access;
  const [employee] = await offices.memberships([membershipId], tx);
  if (!employee) return;
  const organisation = await offices.organisation(organisationId, tx);
  const own = await offices.recipientOf(employee, organisation, tx);
  const isLapsed = state === 'lapsed';
  const others = isLapsed ? await offices.atWork(organisationId, tx) : [];
  const all = new Map([...others, ...(own ? [own] : [])].map((one) => [one.email, one]));
  for (const recipient of all.values()) {
    const data = {
      requestId,
      employee: nameOf(employee),
      courses: coursesIn(request, recipient),
      number: order?.number ?? null,
      reason: ended?.reason ?? null,
      isLapsed,
    };
    const jobId = `${requestId}:ended:${recipient.email}`;
    tx.enqueue(sendMessage, { recipient, template: 'order-request-ended', data, organisationId }, { jobId });
  }
}
