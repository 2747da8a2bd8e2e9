import type { Api } from '@leerhuis/demo/api';
import { given, type Journey } from '@leerhuis/demo/journey-context';
import type { Acknowledged } from './load.ts';

interface Order {
  id: string;
  status: string;
  proForma: { number: string };
  invoice: { id: string; number: string } | null;
}
interface Registration {
  federation: string;
  memberNumber: string;
  accreditationNumber: string;
}

/** Counts everything, wherever it is kept, against what was acknowledged. Empty: nothing lost, nothing doubled, no gap. */
export async function audit(staff: Api, buyers: Journey[], done: Acknowledged): Promise<string[]> {
  const faults = [...done.contradictions];
  const same = (what: string, found: readonly string[], wanted: readonly string[]) => {
    const missing = wanted.filter((one) => !found.includes(one));
    const extra = found.filter((one, n) => !wanted.includes(one) || found.indexOf(one) !== n);
    if (missing.length + extra.length > 0)
      faults.push(
        `${what}: ${missing.length} missing (${missing.slice(0, 3)}), ${extra.length} too many (${extra.slice(0, 3)})`,
      );
  };
  const all = await everything<Order>(staff, '/api/v1/admin/orders');
  faults.push(
    ...gapsIn(
      'pro-formas',
      all.map(({ proForma }) => proForma.number),
    ),
  );
  faults.push(
    ...gapsIn(
      'invoices',
      all.flatMap(({ invoice }) => invoice?.number ?? []),
    ),
  );

  const registrations = await everything<Registration>(staff, '/api/v1/admin/registrations');
  for (const buyer of buyers) {
    const who = buyer.person.email;
    const learner = given(buyer, 'learner');
    const placed = done.orders.filter((order) => order.buyer === buyer);
    const orders = await everything<Order>(learner, '/api/v1/orders');
    same(
      `orders of ${who}`,
      orders.map(({ id }) => id),
      placed.map(({ id }) => id),
    );
    const paid = orders.filter(({ status }) => status === 'paid');
    same(
      `paid orders of ${who}`,
      paid.map(({ id }) => id),
      placed.flatMap(({ id }) => (done.paid.has(id) ? [id] : [])),
    );
    const invoices = await everything<{ orderId: string }>(learner, '/api/v1/invoices');
    same(
      `invoices of ${who}`,
      invoices.map(({ orderId }) => orderId),
      paid.map(({ id }) => id),
    );

    const courses = placed.map(({ courseId }) => courseId);
    const activations = await everything<{ courseId: string }>(learner, '/api/v1/activations');
    same(
      `activations of ${who}`,
      activations.map(({ courseId }) => courseId),
      courses,
    );
    const enrolments = await everything<{ courseId: string }>(learner, '/api/v1/enrolments');
    same(
      `enrolments of ${who}`,
      enrolments.map(({ courseId }) => courseId),
      courses,
    );

    const issued = done.attests.filter((attest) => attest.buyer === buyer);
    const attests = await everything<{ id: string }>(learner, '/api/v1/attests');
    same(
      `attests of ${who}`,
      attests.map(({ id }) => id),
      issued.map(({ id }) => id),
    );
    const registered = registrations.filter(({ memberNumber }) => memberNumber === buyer.person.numbers.OVB);
    const due = issued.filter(({ federations }) => federations.includes('OVB')).length;
    const distinct = new Set(registered.map(({ accreditationNumber }) => accreditationNumber)).size;
    if (registered.length !== due || distinct !== due)
      faults.push(`registrations of ${who}: ${registered.length} (${distinct} distinct) instead of ${due}`);

    const mails = new Map((await buyer.mailbox.of(who)).map((mail) => [mail.messageId, mail]));
    const files = [...mails.values()].flatMap(({ attachments }) => attachments.map(({ filename }) => filename));
    same(
      `pro-formas mailed to ${who}`,
      files.filter((file) => file.startsWith('PF-')),
      placed.map(({ number }) => `${number}.pdf`),
    );
    same(
      `invoices mailed to ${who}`,
      files.filter((file) => file.startsWith('F-')),
      paid.map(({ invoice }) => `${invoice?.number}.pdf`),
    );
  }
  return faults;
}

/** Every page of a list. */
async function everything<T>(api: Api, path: string): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const more: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { body } = await api.get<{ items: T[]; nextCursor: string | null }>(`${path}?limit=100${more}`);
    items.push(...body.items);
    cursor = body.nextCursor;
  } while (cursor !== null);
  return items;
}

function gapsIn(what: string, numbers: string[]): string[] {
  const serials = numbers.map((number) => Number(number.split('-').at(-1))).sort((a, b) => a - b);
  const wrong = serials.filter((serial, n) => serial !== n + 1);
  return wrong.length > 0 ? [`numbers of ${what} have gaps or doubles, the first at ${wrong[0]}`] : [];
}
