import { given, type Journey, newJourney, type Step } from '../journey-context.ts';
import { demand, until } from '../until.ts';
import { confirm, logIn, register } from './account.ts';

interface CreditView {
  totalMinutes: number;
  items: {
    id: string;
    sharing: { invitations: { id: string; to: string; state: string; name: string | null }[] };
    movements: { kind: string; minutes: number; courseId: string | null; name: string | null }[];
  }[];
  sharedWithMe: { id: string; leftMinutes: number }[];
}

const office = { name: 'Kantoor Peeters', enterpriseNumber: '0765432146' };

async function joinOffice(journey: Journey): Promise<void> {
  const learner = given(journey, 'learner');
  const { headers } = await learner.get('/api/v1/me');
  await learner.patch('/api/v1/me', { body: { company: office }, headers: { 'if-match': headers.get('etag') ?? '' } });
}

const creditOf = async (journey: Journey) => (await given(journey, 'learner').get<CreditView>('/api/v1/credits')).body;

async function share(journey: Journey, learners: string[]): Promise<void> {
  const [lot] = (await creditOf(journey)).items;
  const learner = given(journey, 'learner');
  await until(
    'sharing, once the office is known',
    async () => {
      const body = { shared: true, learners };
      const { status } = await learner.put(`/api/v1/credits/${lot?.id}/sharing`, { body, expect: [200, 422] });
      return status === 200;
    },
    journey.within,
  );
}

export const colleague: Step = {
  name: 'colleague',
  async play(journey) {
    const { within } = journey;
    const other: Journey = { ...newJourney(journey.system, { within }), staff: given(journey, 'staff') };
    other.person = { ...other.person, firstName: 'Karel', lastName: 'Claes' };
    for (const { play } of [register, confirm, logIn]) await play(other);
    for (const one of [journey, other]) await joinOffice(one);
    journey.colleague = other;
    return `Karel Claes, of the office of ${journey.person.firstName} too`;
  },
};

/** Nobody shares in hours without a yes of their own, and the owner doesn't learn who has an account (V-8). */
export const invite: Step = {
  name: 'share hours',
  async play(journey) {
    const other = given(journey, 'colleague');
    const { email } = other.person;
    const stranger = `niemand.${email}`;
    await share(journey, [email, stranger]);
    const invitations = (await creditOf(journey)).items[0]?.sharing.invitations ?? [];
    demand(
      invitations.map(({ state, name }) => `${state} ${name}`).every((shown) => shown === 'pending null'),
      `the owner is shown ${JSON.stringify(invitations)}`,
    );
    for (const to of [email, stranger]) {
      const mail = await journey.mailbox.find('that invites', to, ({ subject }) => /uitgenodigd/.test(subject));
      demand(!mail.text.includes(journey.person.lastName), 'the mail says what somebody typed');
    }
    demand((await creditOf(other)).sharedWithMe.length === 0, 'hours are shared without a yes');
    return `${invitations.length} asked by mail, ${email} and one without account: both pending`;
  },
};

export const accept: Step = {
  name: 'share in hours',
  async play(journey) {
    const other = given(journey, 'colleague');
    const { payment: course } = given(journey, 'courses');
    const person = given(other, 'learner');
    const { body: invited } = await person.get<{ items: { id: string; from: string }[] }>('/api/v1/credit-invitations');
    const [invitation] = invited.items;
    demand(invitation && invited.items.length === 1, `${invited.items.length} invitations instead of 1`);
    const path = `/api/v1/credit-invitations/${invitation.id}`;
    await until(
      'the yes, once the office is known',
      async () => (await person.put(path, { body: { answer: 'yes' }, expect: [200, 422] })).status === 200,
      journey.within,
    );
    const activated = await person.post<{ id: string }>('/api/v1/activations', {
      body: { courseId: course.id, fromCredit: true },
      expect: 201,
    });
    other.enrolments.payment = activated.body.id;
    other.courses = given(journey, 'courses');
    const movement = (await creditOf(journey)).items[0]?.movements.at(-1);
    demand(
      movement?.name === 'Karel Claes' && movement.courseId === 'withheld',
      `shown is ${JSON.stringify(movement)}`,
    );
    await person.put(path, { body: { answer: 'no' } });
    demand((await creditOf(other)).sharedWithMe.length === 0, 'hours are shared after a no');
    return `yes to ${invitation.from}: ${-movement.minutes} minutes spent, which course the owner can't see; then no`;
  },
};
