import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { moveTime, timeOf } from '@leerhuis/demo/clock';
import {
  type AttestView,
  given,
  type Journey,
  newJourney,
  type OrderView,
  type PaymentView,
} from '@leerhuis/demo/journey-context';
import { steps } from '@leerhuis/demo/steps';
import { logIn } from '@leerhuis/demo/steps/account';
import { until } from '@leerhuis/demo/until';
import { killAndWait } from './load.ts';
import { type SystemUnderTest, staffLogin, startSystemUnderTest } from './system.ts';

/** What became due is done within so many ms of the move. */
const promised = 10_000;
const day = 86_400_000;
/** The last step before anything is registered. */
const lastStep = 'attest';

interface CreditView {
  totalMinutes: number;
  items: { leftMinutes: number; movements: { kind: string; minutes: number }[] }[];
}

/** Time never goes back, so these have a system of their own; each test begins where the one before left the clock. */
describe('a system whose time is moved forward', () => {
  let running: SystemUnderTest | undefined;
  let journey: Journey;
  const under = (): SystemUnderTest => {
    if (!running) throw new Error('the system did not start');
    return running;
  };
  const move = (to: string) => moveTime(under().demo, to);
  const learner = () => given(journey, 'learner');
  const logInAgain = () => logIn.play(journey);

  beforeAll(async () => {
    const usual = {
      certification: { REGISTRATION_RUN: 'auto' },
      orders: {},
      gateway: { ACCESS_TOKEN_SECONDS: '600' },
    };
    running = await startSystemUnderTest(undefined, { variables: usual });
    journey = newJourney(under().demo, { patience: 60_000, within: 60_000 });
    const last = steps.findIndex(({ name }) => name === lastStep);
    for (const { play } of steps.slice(0, last + 1)) await play(journey);
  }, 300_000);
  afterAll(() => running?.stop(), 60_000);

  it('ends a payment that nobody made, and shows so', async () => {
    const taken = Object.values(given(journey, 'courses')).map(({ id }) => id);
    const { body: offer } = await learner().get<{ items: { id: string }[] }>('/api/v1/courses?limit=20');
    const courseId = offer.items.find(({ id }) => !taken.includes(id))?.id;
    const { body: order } = await learner().post<OrderView>('/api/v1/orders', {
      body: { lines: [{ courseId }], immediateAccessConsent: true },
      expect: 201,
    });
    const path = `/api/v1/orders/${order.id}/payments`;
    await learner().post<PaymentView>(path, { body: { method: 'ideal' }, expect: 201 });
    const { api: staff } = await under().logIn(...staffLogin);
    expect(await move('+45m')).toMatchObject({ awaited: [] });
    const { api: staffLater } = await under().logIn(...staffLogin);
    await staff.get('/api/v1/admin/payments', { expect: 401 });
    await until(
      'the end of the payment',
      async () => {
        const { body } = await staffLater.get<{ items: { status: string }[] }>(
          `/api/v1/admin/payments?orderId=${order.id}`,
        );
        return body.items[0]?.status === 'expired';
      },
      promised,
    );
  }, 60_000);

  it('ends access tokens, sessions and signed addresses of videos', async () => {
    await logInAgain();
    const { refreshToken } = given(journey, 'session');
    const enrolment = `/api/v1/enrolments/${journey.enrolments.payment}/classroom`;
    const { body: classroom } = await learner().get<{ chapters: { videoUrl: string }[] }>(enrolment);
    const videoUrl = classroom.chapters[0]?.videoUrl ?? '';
    await journey.visitor.get(videoUrl, { headers: { range: 'bytes=0-9' }, expect: 206 });
    await move('+13h');
    await learner().get('/api/v1/me', { expect: 401 });
    await journey.visitor.get(videoUrl, { headers: { range: 'bytes=0-9' }, expect: 403 });
    await journey.visitor.post('/api/v1/sessions/refresh', { body: { refreshToken }, expect: 401 });
    await logInAgain();
    await learner().get(enrolment);
  });

  it('registers at the first of the month what was completed in the month before (V-26)', async () => {
    const now = await timeOf(under().demo);
    const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)).toISOString().slice(0, 10);
    await move(first);
    await logInAgain();
    await until(
      'the registration',
      async () => {
        const { body } = await learner().get<AttestView>(`/api/v1/attests/${journey.attests.payment?.id}`);
        return body.federations.some(({ registration }) => registration?.state === 'sent');
      },
      promised,
    );
  });

  it('dates mails by the moved time', async () => {
    const { email } = journey.person;
    await journey.visitor.post('/api/v1/password-resets', { body: { email }, expect: 202 });
    const now = (await timeOf(under().demo)).getTime();
    const mail = await journey.mailbox.find(
      'of this moment',
      email,
      ({ date }) => Math.abs(Date.parse(date ?? '') - now) < 60_000,
    );
    expect(Math.abs(Date.parse(mail.receivedAt) - now)).toBeLessThan(60_000);
  });

  it('gives a part that slept, and one that was killed, the moved time', async () => {
    const { system, demo } = under();
    system.kill('learning', 'SIGSTOP');
    const before = await timeOf(demo);
    const { awaited } = await move('+1y');
    expect(awaited).toEqual([expect.stringContaining('learning')]);
    system.kill('learning', 'SIGCONT');
    expect((await timeOf(demo)).getTime() - before.getTime()).toBeGreaterThanOrEqual(365 * day);
    await killAndWait(under(), 'certification');
    await logInAgain();
    // a token of today holds in a part only if it is today there
    await learner().get('/api/v1/attests');
    await learner().get('/api/v1/enrolments');
  }, 60_000);

  it('closes classrooms after 12 months (V-17)', async () => {
    await until(
      'the end of access',
      async () => {
        const path = `/api/v1/enrolments/${journey.enrolments.payment}/classroom`;
        return (await learner().get(path, { expect: [200, 403, 409, 410] })).status !== 200;
      },
      promised,
    );
  });

  it('lets hour credit lapse after 3 years (V-6)', async () => {
    const { body: before } = await learner().get<CreditView>('/api/v1/credits');
    expect(before.totalMinutes).toBeGreaterThan(0);
    await move('+2y1d');
    await logInAgain();
    const lot = await until(
      'lapsed credit',
      async () => {
        const { body } = await learner().get<CreditView>('/api/v1/credits');
        return body.items.find(({ movements }) => movements.some(({ kind }) => kind === 'lapsed'));
      },
      promised,
    );
    expect(lot.leftMinutes).toBe(0);
    expect(lot.movements.find(({ kind }) => kind === 'lapsed')?.minutes).toBe(-before.totalMinutes);
  });
});
