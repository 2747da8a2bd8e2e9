import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { config } from '@leerhuis/certification/config';
import { startCertification } from '@leerhuis/certification/service';
import { textLayerOf } from '@leerhuis/documents';
import { fileBefore, hash, type OnStored, onStored, storedAt } from './stored-before.ts';

interface AuditItem {
  id: string;
  subject: string;
  action: string;
  after: Record<string, unknown>;
}

let certification: OnStored;
beforeAll(async () => {
  certification = await onStored({
    name: 'certification',
    config,
    start: (settings, stops) => startCertification(settings, stops, () => storedAt),
    env: { REGISTRATION_RUN: 'manual' },
  });
}, 90_000);
afterAll(() => certification?.stop());

describe('certification, on what the version before stored', () => {
  it('has everything under its id', async () => {
    expect(await certification.lost()).toEqual({});
  });

  it('shows the audit trail in the one form, with what its answers had before', async () => {
    const { body } = await certification.staff.get<{ items: Record<string, unknown>[] }>(
      '/api/v1/admin/registrations-audit?limit=100',
    );
    const replaced = body.items.filter(({ action }) => action === 'document.laid-out-again');
    expect(body.items).toHaveLength(certification.before('audit').length + replaced.length);
    for (const { _id, at, by, action, about, details } of certification.before('audit')) {
      const { from, to } = details as { from?: string; to?: string };
      const corrected = { before: { memberNumber: from }, after: { memberNumber: to } };
      expect(body.items.find(({ id }) => id === _id)).toEqual({
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
    expect(certification.told.all).toEqual([]);
  });

  it('verifies every attest at the address that is printed on it', async () => {
    for (const { code } of certification.before('attests')) {
      const answer = await certification.service.http.get(`/api/v1/verify/${code}`);
      expect(answer).toMatchObject({ status: 200, body: { code } });
    }
  });
});
