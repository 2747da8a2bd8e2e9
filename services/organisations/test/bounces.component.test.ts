import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addressBouncedV1, addressReachedV1, type MailTemplate } from '@leerhuis/contracts';
import { eventually, publishEvent } from '@leerhuis/testkit';
import {
  type MemberBody,
  type OrganisationsUnderTest,
  organisationsUnderTest,
  type Page,
  type Somebody,
} from './organisations-under-test.ts';

let under: OrganisationsUnderTest;
let manager: Somebody;
let path: string;
beforeAll(async () => {
  under = await organisationsUnderTest();
  ({ manager, path } = await under.office());
});
afterAll(() => under.stop());

const idOf = (email: string) => createHash('sha256').update(email).digest('hex').slice(0, 32);

function bounced(email: string, template: MailTemplate = 'organisation-invitation', bouncedAt = under.clock()) {
  const addressId = idOf(email);
  const mail = { messageId: 'm', template, accountId: null, organisationId: null, why: 'unknown' as const };
  const data = { addressId, email, ...mail, bouncedAt: bouncedAt.toISOString() };
  return publishEvent(under.service.namespace, addressBouncedV1, { subject: addressId, data });
}
function reached(email: string) {
  const data = { addressId: idOf(email), email, reachedAt: under.clock().toISOString() };
  return publishEvent(under.service.namespace, addressReachedV1, { subject: data.addressId, data });
}

const member = async (id: string) => (await manager.http.get<MemberBody>(`${path}/members/${id}`)).body;
const becomes = (id: string, ...states: [string, boolean]) =>
  eventually(async () => {
    const seen = await member(id);
    expect([seen.invitation?.state, seen.emailBouncedSince !== null]).toEqual(states);
    return seen;
  });

describe('an invitation whose mail comes back (B-2)', () => {
  it('is shown so, goes out again to a corrected address, and what comes back late from the one before means nothing', async () => {
    const { id, email } = await under.add(manager, path);
    await bounced(email ?? '');
    await becomes(id, 'bounced', true);
    const found = await manager.http.get<Page<MemberBody>>(`${path}/members?invitation=bounced`);
    expect(found.body.items).toMatchObject([{ id, email, emailBouncedSince: expect.any(String) }]);

    const corrected = `right.${email}`;
    await manager.http.post(`${path}/members/${id}/invitation`, { email: corrected });
    await becomes(id, 'open', false);
    await bounced(email ?? '');
    const other = await under.add(manager, path);
    await bounced(other.email ?? '');
    await becomes(other.id, 'bounced', true);
    expect((await member(id)).invitation?.state).toBe('open');
    expect(under.mailsTo(corrected)).toMatchObject([
      { template: 'organisation-invitation', organisationId: path.split('/')[4] },
    ]);
  });

  it('stands again when it is sent again to the same address, and is marked until a mail arrives', async () => {
    const { id, email } = await under.add(manager, path);
    await bounced(email ?? '');
    await becomes(id, 'bounced', true);
    const before = under.clock();
    under.clock.advance(60_000);
    await manager.http.post(`${path}/members/${id}/invitation`, {});
    await bounced(email ?? '', 'organisation-invitation', before);
    await reached(email ?? '');
    await becomes(id, 'open', false);
  });

  it('is none where another mail came back: then only the address is', async () => {
    const { id, email } = await under.add(manager, path);
    await bounced(email ?? '', 'invoice');
    await becomes(id, 'open', true);
  });
});

it('who manages an organisation, and staff, see that its invoices do not arrive, until it has another address', async () => {
  type Organisation = { id: string; invoiceEmail: string; invoiceEmailBouncedSince: string | null };
  const seen = async () => (await manager.http.get<Organisation>(path)).body;
  const { id, invoiceEmail } = await seen();
  await bounced(invoiceEmail, 'invoice');
  await eventually(async () => (await seen()).invoiceEmailBouncedSince !== null);
  const ofStaff = `/api/v1/admin/organisations/${id}`;
  expect((await under.staff.get<Organisation>(ofStaff)).body.invoiceEmailBouncedSince).not.toBeNull();
  await under.service.database.connection
    .collection<{ _id: string }>('organisations')
    .updateOne({ _id: id }, { $set: { invoiceEmail: `new.${invoiceEmail}` } });
  expect((await seen()).invoiceEmailBouncedSince).toBeNull();
});
