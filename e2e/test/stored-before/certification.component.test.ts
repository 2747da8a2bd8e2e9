import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { config } from '@leerhuis/certification/config';
import { startCertification } from '@leerhuis/certification/service';
import {
  attestRevokedV1,
  federationWithdrawals,
  type RegistrationWithdrawal,
  type SendMessage,
  sendMessage,
} from '@leerhuis/contracts';
import { textLayerOf } from '@leerhuis/documents';
import { consumeJobs, type JobCollector } from '@leerhuis/testkit';
import { fileBefore, hash, type OnStored, onStored, storedAt } from './stored-before.ts';

interface AuditItem {
  id: string;
  subject: string;
  action: string;
  after: Record<string, unknown>;
}

/** Orders that were withdrawn unpaid after their attest: that version noted that access had ended, and the attest stood. */
const withdrawn = {
  registered: { code: 'BWSM-7HSA-173D-PV9Z', enrolmentId: '01a21d67-620f-7236-bbc3-0c9201ba58c5' },
  onPaper: { code: 'RKG7-JR22-S052-XVEY', enrolmentId: '01a21d67-64c1-75d0-95f1-3d7a8469970e' },
};
/** A course that was bought again and paid for: the first enrolment was closed, the attest is of the second. */
const boughtAgain = { code: '3EJM-TA6Z-CQH7-4CFE', first: '01a21d66-0000-7000-8000-000000000001' };
const closedAt = new Date('2026-11-27T15:00:00Z');

let certification: OnStored;
let mails: JobCollector<SendMessage>;
let withdrawals: JobCollector<RegistrationWithdrawal>;
beforeAll(async () => {
  certification = await onStored({
    name: 'certification',
    config,
    start: (settings, stops) => startCertification(settings, stops, () => storedAt),
    env: { REGISTRATION_RUN: 'manual' },
    async stored({ db }) {
      const completions = db?.collection<{ _id: string }>('completions');
      for (const { enrolmentId } of Object.values(withdrawn))
        await completions?.updateOne({ _id: enrolmentId }, { $set: { closedAt } });
      const attest = await db?.collection('attests').findOne({ code: boughtAgain.code });
      const { accountId, courseId } = attest as unknown as { accountId: string; courseId: string };
      await completions?.insertOne({
        _id: boughtAgain.first,
        ...{ accountId, courseId, openedAt: closedAt, closedAt },
      });
    },
  });
  mails = await consumeJobs(certification.service.namespace, sendMessage);
  withdrawals = await consumeJobs(certification.service.namespace, federationWithdrawals('OVB'));
}, 90_000);
afterAll(async () => {
  for (const jobs of [mails, withdrawals]) await jobs?.stop();
  await certification?.stop();
});

describe('certification, on what the version before stored', () => {
  it('has everything under its id', async () => {
    expect(await certification.lost()).toEqual({});
  });

  it('lets what was done before watching was asked for stand (V-23, V-24)', async () => {
    const completions = certification.service.database.connection.collection<{ _id: string; fulfilledBefore?: Date }>(
      'completions',
    );
    const before = certification.before('completions');
    const done = before.filter((each) => each['checksCompletedAt'] && each['testPassedAt']);
    expect(done.length).toBeGreaterThan(0);
    const stands = await completions.find({ fulfilledBefore: { $exists: true } }).toArray();
    expect(stands.map(({ _id }) => _id).sort()).toEqual(done.map(({ _id }) => String(_id)).sort());
  });

  it('shows the audit trail in the one form, with what its answers had before', async () => {
    const { body } = await certification.staff.get<{ items: Record<string, unknown>[] }>(
      '/api/v1/admin/registrations-audit?limit=100',
    );
    const replaced = body.items.filter(({ action }) => action === 'document.laid-out-again');
    const revoked = body.items.filter(({ action }) => action === 'attest.revoked');
    expect(body.items).toHaveLength(certification.before('audit').length + replaced.length + revoked.length);
    for (const { _id, at, by, action, about, details } of certification.before('audit')) {
      const { from, to } = details as { from?: string; to?: string };
      const corrected = { before: { memberNumber: from }, after: { memberNumber: to } };
      const { byName, ...entry } = body.items.find(({ id }) => id === _id) ?? {};
      expect(byName).toEqual(expect.any(String));
      expect(entry).toEqual({
        ...{ id: _id, at: (at as Date).toISOString(), by, action, about, subject: about, details, reason: null },
        ...(from ? corrected : { before: null, after: details }),
      });
    }
    expect(body.items.some(({ action }) => action === 'resubmit')).toBe(true);
  });

  it('gives every attest with its whole text, and keeps what it replaces with the audit trail', async () => {
    const { body } = await certification.staff.get<{ items: AuditItem[] }>(
      '/api/v1/admin/registrations-audit?limit=100',
    );
    const replaced = body.items.filter(({ action }) => action === 'document.laid-out-again');
    const codes = certification.before('attests').flatMap(({ _id, code }) => {
      return replaced.some(({ subject }) => subject === _id) ? [code] : [];
    });
    expect(codes).toEqual(['FP70-DKST-GXGR-QB1M']);
    const [entry] = replaced;
    const file = `attest-${entry?.subject}-nl`;
    const kept = await certification.staff.get(`/api/v1/admin/registrations-audit/${entry?.id}/file`);
    expect(hash(kept.bytes)).toBe(hash(fileBefore(certification, 'documents', file)));
    const holder = await certification.as(
      String(certification.before('attests').find(({ _id }) => _id === entry?.subject)?.['accountId']),
    );
    const { bytes } = await holder.get(`/api/v1/attests/${entry?.subject}/pdf`);
    expect(hash(bytes)).toBe(entry?.after['sha256']);
    const [text] = textLayerOf(bytes);
    expect(text).toContain('Yvzek Wynkx Jakob');
    // the address is the one that was printed
    expect(text).toContain('http://localhost:18100/api/v1/verify/FP70-DKST-GXGR-QB1M');
  });

  it('verifies every attest at the address that is printed on it, but those whose order was withdrawn', async () => {
    const gone: unknown[] = Object.values(withdrawn).map(({ code }) => code);
    for (const { code } of certification.before('attests')) {
      const answer = await certification.service.http.get(`/api/v1/verify/${code}`);
      if (gone.includes(code)) expect(answer).toMatchObject({ status: 410 });
      else expect(answer).toMatchObject({ status: 200, body: { code } });
    }
  });

  it('revokes the attests whose order was withdrawn before that was done (V-14), and no others, and tells whoever was told of them', async () => {
    const before = Object.values(withdrawn).map(
      ({ code }) => certification.before('attests').find((attest) => attest['code'] === code) ?? { _id: null },
    );
    const ids = before.map(({ _id }) => String(_id)).sort();
    const revoked = () => certification.told.of(attestRevokedV1);
    for (const id of ids) await certification.told.waitFor(attestRevokedV1, ({ subject }) => subject === id);
    expect(revoked().map(({ subject, data }) => [subject, data.reason])).toEqual(
      expect.arrayContaining(ids.map((id) => [id, 'order-withdrawn'])),
    );
    expect(certification.told.all).toHaveLength(ids.length);

    const [registered, onPaper] = before.map(({ _id }) => String(_id));
    const { data } = await withdrawals.waitFor(() => true);
    const [registration] = certification.before('registrations').filter(({ attestId }) => attestId === registered);
    expect(data).toMatchObject({ registrationId: registration?._id, evidenceId: registered, memberNumber: '8947235' });
    expect(withdrawals.jobs).toHaveLength(1);

    const ofHolder = (told: boolean) => (job: (typeof mails.jobs)[number]) =>
      job.data.template === 'attest-revoked' && job.data.data['federationsTold'] === told;
    for (const told of [true, false])
      expect((await mails.waitFor(ofHolder(told))).data.data['firstName']).toBe('Hilde');
    expect(mails.jobs).toHaveLength(ids.length);

    const holder = await certification.as(String(before[1]?.['accountId']));
    expect((await holder.get(`/api/v1/attests/${onPaper}/pdf`)).status).toBe(410);
    const { body } = await certification.staff.get<{ items: AuditItem[] }>(
      '/api/v1/admin/registrations-audit?limit=100',
    );
    const noted = body.items.filter(({ action }) => action === 'attest.revoked');
    expect(noted.map(({ subject }) => subject).sort()).toEqual(ids);
  });
});
