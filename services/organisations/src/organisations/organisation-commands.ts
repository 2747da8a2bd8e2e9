import type { AuditedFields } from '@leerhuis/audit';
import { type MailOf, sendMessage } from '@leerhuis/contracts';
import { notFound, problem } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import {
  type Asker,
  approve,
  ask,
  change,
  close,
  type Details,
  enterpriseOf,
  type Identity,
  keyOf,
  make,
  merge,
  type Organisation,
  type OrganisationRefusal,
  refuse,
} from './domain/organisation.ts';
import type { Figures } from './domain/size.ts';
import { tellOf } from './organisation-events.ts';
import { organisationExists, organisationProblem, unknownOrganisation } from './organisation-problems.ts';
import type { Organisations } from './organisations.ts';

type Deciding = (known: Organisation) => { organisation: Organisation } | OrganisationRefusal;

const hour = 3_600_000;

/** @throws Problem 429 when this internet address has asked too often in this hour */
export async function takeTurn({ turns, mostRequestsPerHour }: Organisations, ip: string, now: Date): Promise<void> {
  const until = new Date((Math.floor(now.getTime() / hour) + 1) * hour);
  if ((await turns.count(ip, until)) <= mostRequestsPerHour) return;
  throw problem(429, 'too-many-requests', { retryAfter: (until.getTime() - now.getTime()) / 1000 });
}

/** Anybody asks for one (C-1); who it is for is told that staff will look. */
export async function request(
  needs: Organisations,
  tx: Tx,
  wanted: Details & Identity,
  { by, message }: { by: Asker; message: string | null },
): Promise<Organisation> {
  const asked = ask(needs.newId(), wanted, { by, message }, tx.now);
  writeTo(tx, by, { template: 'organisation-asked', data: {} });
  return saveOrganisation(needs, tx, null, asked, { by: by.accountId ?? 'visitor', action: 'organisation.asked-for' });
}

/** Staff make one without being asked. @throws Problem 409 */
export async function makeOne(
  needs: Organisations,
  tx: Tx,
  wanted: Details & Identity,
  { manager, buysOnAccount, by }: { manager: Asker; buysOnAccount: boolean; by: string },
): Promise<Organisation> {
  await demandFree(needs, tx, wanted);
  const made = make(needs.newId(), wanted, buysOnAccount, tx.now);
  await saveOrganisation(needs, tx, null, made, { by, action: 'organisation.made' });
  await needs.people.addFirstManager(tx, made, manager, by);
  return made;
}

/** What staff do with one. @throws Problem 404, 409, 412, 422 */
export const organisationSteps = {
  async approve(needs: Organisations, tx: Tx, id: string, by: string): Promise<Organisation> {
    const known = await find(needs, tx, id);
    if (known.state === 'requested') await demandFree(needs, tx, known);
    const taken = await decide(needs, tx, known, approve, { by, action: 'organisation.approved' });
    const asker = taken.request?.by;
    if (!asker) return taken;
    const { isAtOnce } = await needs.people.addFirstManager(tx, taken, asker, by);
    if (isAtOnce)
      writeTo(tx, asker, {
        template: 'organisation-ready',
        data: { organisation: taken.name, loginUrl: needs.loginUrl },
      });
    return taken;
  },

  async refuse(needs: Organisations, tx: Tx, id: string, by: string, reason: string): Promise<Organisation> {
    const known = await find(needs, tx, id);
    const noting = { by, action: 'organisation.refused', reason };
    const refused = await decide(needs, tx, known, (each) => refuse(each, by, reason, tx.now), noting);
    if (known.request) writeTo(tx, known.request.by, { template: 'organisation-refused', data: { reason } });
    return refused;
  },

  async close(needs: Organisations, tx: Tx, id: string, by: string, reason: string): Promise<Organisation> {
    const noting = { by, action: 'organisation.closed', reason };
    return decide(needs, tx, await find(needs, tx, id), (each) => close(each, by, reason, tx.now), noting);
  },

  async merge(needs: Organisations, tx: Tx, id: string, into: string, by: string, reason: string) {
    const known = await find(needs, tx, id);
    const other = await needs.organisations.hold(tx, into);
    if (!other) throw unknownOrganisation();
    const noting = { by, action: 'organisation.merged', reason };
    return decide(needs, tx, known, (each) => merge(each, other, { by, reason }, tx.now), noting);
  },
};

/** Data of one, by a manager or by staff; they alone change its number. @throws Problem 409 */
export async function changeDetails(
  needs: Organisations,
  tx: Tx,
  known: Organisation,
  changes: Partial<Details & Identity & Pick<Organisation, 'buysOnAccount'>>,
  by: string,
): Promise<Organisation> {
  const isOther = keyOf({ ...known, ...changes }) !== keyOf(known);
  if (isOther && known.state === 'active') await demandFree(needs, tx, { ...known, ...changes });
  return decide(needs, tx, known, (each) => change(each, changes), { by, action: 'organisation.changed' });
}

/** The size of its enterprise, which all organisations of the number share (K-2). */
export async function tellSize(
  needs: Organisations,
  tx: Tx,
  known: Organisation,
  figures: Figures,
  by: string,
): Promise<void> {
  const enterprise = enterpriseOf(known);
  const before = await needs.sizes.get(enterprise, tx);
  await needs.sizes.put(tx, enterprise, { ...figures, toldBy: by, toldAt: tx.now });
  for (const one of await needs.organisations.ofEnterprise(tx, enterprise))
    await decide(needs, tx, one, (each) => change(each, {}), { by, action: 'organisation.size-told' }, before?.size);
}

async function find({ organisations }: Organisations, tx: Tx, id: string): Promise<Organisation> {
  const known = await organisations.get(id, tx);
  if (!known) throw notFound();
  return known;
}

/** @throws Problem 409 when an active one has this number and establishment */
async function demandFree({ organisations }: Organisations, tx: Tx, identity: Identity): Promise<void> {
  const other = await organisations.active(tx, identity);
  if (other) throw organisationExists(other);
}

interface Noting {
  by: string;
  action: string;
  reason?: string;
}

async function decide(
  needs: Organisations,
  tx: Tx,
  known: Organisation,
  deciding: Deciding,
  noting: Noting,
  sizeBefore?: string | null,
): Promise<Organisation> {
  const decided = deciding(known);
  if ('refused' in decided) throw organisationProblem(decided);
  return saveOrganisation(needs, tx, known, decided.organisation, noting, sizeBefore);
}

/** Keeps what was decided, tells it and notes it. */
export async function saveOrganisation(
  { organisations, sizes, note }: Organisations,
  tx: Tx,
  before: Organisation | null,
  after: Organisation,
  noting: Noting,
  sizeBefore?: string | null,
): Promise<Organisation> {
  if (before) await organisations.save(tx, after);
  else await organisations.insert(tx, after);
  const size = (await sizes.get(enterpriseOf(after), tx))?.size ?? null;
  tellOf(tx, after, size);
  await note(tx, {
    ...noting,
    subject: after.id,
    before: before && { ...audited(before), size: sizeBefore === undefined ? size : sizeBefore },
    after: { ...audited(after), size },
  });
  return after;
}

function audited({
  address,
  postalAddress,
  establishments,
  request,
  madeAt: _,
  closed,
  ...plain
}: Organisation): AuditedFields {
  return {
    ...plain,
    address: JSON.stringify(address),
    postalAddress: postalAddress && JSON.stringify(postalAddress),
    establishments: JSON.stringify(establishments),
    askedBy: request?.by.email ?? null,
    mergedInto: closed?.mergedInto ?? null,
  };
}

type RequestMail = Omit<
  MailOf<'organisation-asked'> | MailOf<'organisation-refused'> | MailOf<'organisation-ready'>,
  'recipient'
>;

function writeTo(tx: Tx, { accountId, email, locale }: Asker, mail: RequestMail): void {
  const recipient = { accountId, email, name: '' as const, locale };
  tx.enqueue(sendMessage, { recipient, ...mail } as MailOf<'organisation-ready'>);
}
