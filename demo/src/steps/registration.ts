import type { RegistrationMessage } from '@leerhuis/contracts';
import { timeOf } from '../clock.ts';
import { openDesk, type Verdict } from '../federation-desk.ts';
import { type AttestView, given, type Journey, type Step } from '../journey-context.ts';
import { demand, until } from '../until.ts';

interface RunView {
  id: string;
  state: 'running' | 'done';
  sent: number;
  perFederation: Record<string, number>;
  files: { federation: string; formats: { format: 'xlsx' | 'csv'; url: string }[] }[];
}

const thisMonth = async ({ system }: Journey) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Brussels', year: 'numeric', month: '2-digit' }).format(
    await timeOf(system),
  );

export async function run(journey: Journey): Promise<RunView> {
  const staff = given(journey, 'staff');
  const base = '/api/v1/admin/registration-runs';
  const { body } = await staff.post<RunView>(base, { body: { month: await thisMonth(journey) }, expect: 202 });
  return until(
    'the end of the run',
    async () => {
      const { body: now } = await staff.get<RunView>(`${base}/${body.id}`);
      return now.state === 'done' && now;
    },
    journey.within,
  );
}

const ofPlay = (journey: Journey) => (message: RegistrationMessage) =>
  message.lastName === journey.person.lastName &&
  [journey.attests['before-payment']?.id, journey.attests.payment?.id].includes(message.evidenceId);

async function registrationOf(journey: Journey, way: 'before-payment' | 'payment') {
  const id = journey.attests[way]?.id;
  const { body } = await given(journey, 'learner').get<AttestView>(`/api/v1/attests/${id}`);
  const registration = body.federations.find(({ federation }) => federation === 'OVB')?.registration;
  demand(registration, `the attest of ${way} has no registration with OVB`);
  return registration;
}

/** Opens OVB's desk until each of the registrations was answered and the learner sees so. */
async function answered(journey: Journey, decide: (message: RegistrationMessage) => Verdict, want: Wanted) {
  const desk = await openDesk(journey.system, 'OVB', decide);
  try {
    for (const [way, state] of Object.entries(want) as ['before-payment' | 'payment', string][])
      await until(
        `the learner's registration ${state}`,
        async () => (await registrationOf(journey, way)).state === state,
        journey.within,
      );
  } finally {
    await desk.close();
  }
  return desk.received.filter(ofPlay(journey));
}
type Wanted = Partial<Record<'before-payment' | 'payment', 'accepted' | 'refused'>>;

const accept: Verdict = { outcome: 'accepted', reason: null };
const reason = 'Lidnummer onbekend';

export const monthlyRun: Step = {
  name: 'monthly run',
  async play(journey) {
    const done = await run(journey);
    demand((done.perFederation['OVB'] ?? 0) >= 2, `OVB got ${done.perFederation['OVB']} instead of at least 2`);
    const forms = done.files.find(({ federation }) => federation === 'OVB')?.formats;
    const file = forms?.find(({ format }) => format === 'csv');
    demand(file, 'there is no file for OVB');
    const { bytes } = await given(journey, 'staff').get(file.url);
    const lines = bytes
      .toString('utf8')
      .split('\n')
      .filter((line) => line.includes(journey.person.numbers.OVB));
    demand(lines.length === 2, `${lines.length} lines for this learner in the file instead of 2`);
    for (const way of ['before-payment', 'payment'] as const) {
      const { state } = await registrationOf(journey, way);
      demand(state === 'sent', `the registration is ${state}`);
    }
    return `${done.sent} sent (${JSON.stringify(done.perFederation)}), file of ${bytes.length} bytes; learner sees: sent`;
  },
};

export const federation: Step = {
  name: 'federation',
  async play(journey) {
    const refused = journey.attests.payment?.id;
    const decide = ({ evidenceId }: RegistrationMessage): Verdict =>
      evidenceId === refused ? { outcome: 'refused', reason } : accept;
    const received = await answered(journey, decide, { 'before-payment': 'accepted', payment: 'refused' });
    demand(received.length === 2, `OVB got ${received.length} messages for this learner instead of 2`);
    const seen = await registrationOf(journey, 'payment');
    demand(seen.reason === reason, `the learner sees the reason "${seen.reason}"`);
    return `OVB got 2 on its queue; learner sees one accepted, one refused: "${seen.reason}"`;
  },
};

export const resubmission: Step = {
  name: 'resubmission',
  async play(journey) {
    const { id } = await registrationOf(journey, 'payment');
    const memberNumber = journey.person.numbers.OVB;
    await given(journey, 'staff').post(`/api/v1/admin/registrations/${id}/resubmission`, { body: { memberNumber } });
    await run(journey);
    const received = await answered(journey, () => accept, { payment: 'accepted' });
    demand(received.length === 1, `OVB got ${received.length} messages instead of one`);
    return 'put in line again by staff, sent by the next run, accepted; learner sees so';
  },
};

export const runAgain: Step = {
  name: 'run again',
  async play(journey) {
    const { id } = await run(journey);
    const staff = given(journey, 'staff');
    const month = await thisMonth(journey);
    const mine: { id: string; runId: string | null; attempts: number }[] = [];
    let cursor: string | null = null;
    do {
      const more: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
      const { body } = await staff.get<{
        items: ((typeof mine)[number] & { memberNumber: string })[];
        nextCursor: string | null;
      }>(`/api/v1/admin/registrations?federation=OVB&month=${month}&limit=100${more}`);
      mine.push(...body.items.filter(({ memberNumber }) => memberNumber === journey.person.numbers.OVB));
      cursor = body.nextCursor;
    } while (cursor);
    demand(mine.length === 2, `${mine.length} registrations of this learner instead of 2`);
    demand(!mine.some(({ runId }) => runId === id), 'running again registered somebody again');
    const attempts = mine.map((one) => one.attempts).sort();
    demand(attempts.join() === '1,2', `they were sent ${attempts.join(' and ')} times`);
    return 'registers nobody twice: 2 registrations, sent once, and twice after the refusal';
  },
};
