import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually, walk, walkCast } from '@leerhuis/testkit';
import { type AttestBody, certificationUnderTest } from './certification-under-test.ts';

let under: Awaited<ReturnType<typeof certificationUnderTest>>;
beforeAll(async () => {
  under = await certificationUnderTest();
});
afterAll(() => under.stop());

const declarations = {
  ...{ wasPresent: true, stayedLoggedIn: true },
  ...{ usedNoOtherApplications: true, switchedOffPeripherals: true },
};

it('each operation gives to each what is theirs, and nothing of an organisation to others (C-5)', async () => {
  const cast = await walkCast(under.service);
  const { organisationId } = cast.office.organisation;
  const taken = (memberNumber: string) =>
    under.learner([{ federation: 'OVB' as const, memberNumber }], {
      known: { accountId: cast.managing.accountId },
      organisationId,
    });
  const [had, next] = [await taken('720001'), await taken('720001')];
  const ask = { enrolmentId: had.enrolmentId, declarations };
  const { id } = (await cast.manager.post<AttestBody>('/api/v1/attests', ask)).body;
  const attests = under.service.database.connection.collection<{ _id: string }>('attests');
  await eventually(() => attests.findOne({ _id: id, pdf: { $exists: true } }));

  const isTheirs = true;
  const wrong = await walk(under.service, cast, {
    'POST /api/v1/attests': () => ({
      path: '/api/v1/attests',
      body: { enrolmentId: next.enrolmentId, declarations },
      isTheirs,
      once: 409,
    }),
    'GET /api/v1/attests': () => ({ path: '/api/v1/attests', hides: [id], isTheirs }),
    'GET /api/v1/attests/{id}': () => ({ path: `/api/v1/attests/${id}`, isTheirs, seenBy: ['operations'] }),
    'GET /api/v1/attests/{id}/pdf': () => ({ path: `/api/v1/attests/${id}/pdf`, isTheirs, seenBy: ['operations'] }),
    'GET /api/v1/attests/archive': async () => {
      await eventually(async () => (await attests.countDocuments({ pdf: { $exists: false } })) === 0);
      return { path: '/api/v1/attests/archive?from=2026-11-01&to=2026-11-30', isTheirs };
    },
  });
  expect(wrong).toEqual([]);
}, 60_000);
