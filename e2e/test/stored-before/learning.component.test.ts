import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { config, startLearning } from '@leerhuis/learning';
import { type OnStored, onStored, storedAt } from './stored-before.ts';

let learning: OnStored;
beforeAll(async () => {
  learning = await onStored({
    name: 'learning',
    config,
    start: (settings, stops) => startLearning(settings, stops, () => storedAt),
    env: { MEDIA_SIGNING_KEY: 'a media signing key of more than thirty-two bytes' },
  });
}, 90_000);
afterAll(() => learning?.stop());

describe('learning, on what the version before stored', () => {
  it('has everything under its id', async () => {
    expect(await learning.lost()).toEqual({});
  });

  it('shows the audit trail in the one form, with what its answers had before', async () => {
    const { body } = await learning.staff.get<{ items: Record<string, unknown>[] }>('/api/v1/admin/learning-audit');
    const [stored] = learning.before('audit');
    const { _id: id, at, by, subject, detail } = stored ?? { _id: null };
    expect(body.items).toEqual([
      {
        ...{ id, at: (at as Date).toISOString(), by, action: 'question-answered', subject, detail },
        ...{ before: null, after: { courseId: detail }, reason: null, byName: expect.any(String) },
      },
    ]);
  });

  it('opens the classrooms of before', async () => {
    for (const { _id, accountId } of learning.before('enrolments')) {
      const learner = await learning.as(String(accountId));
      expect((await learner.get(`/api/v1/enrolments/${_id}/classroom`)).status).toBe(200);
    }
  });
});
