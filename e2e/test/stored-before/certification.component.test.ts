import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { config } from '@leerhuis/certification/config';
import { startCertification } from '@leerhuis/certification/service';
import { type OnStored, onStored, storedAt } from './stored-before.ts';

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
    expect(body.items).toHaveLength(certification.before('audit').length);
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

  it('verifies every attest at the address that is printed on it', async () => {
    for (const { code } of certification.before('attests')) {
      const answer = await certification.service.http.get(`/api/v1/verify/${code}`);
      expect(answer).toMatchObject({ status: 200, body: { code } });
    }
  });
});
