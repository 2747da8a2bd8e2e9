import { randomInt } from 'node:crypto';
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

const invitationLink = /\/invitations\/([\w-]{43})\/page/;

/** A sound Belgian enterprise number that no other play has. */
function newNumber(): string {
  const first = randomInt(2_000_000, 9_999_999);
  return `0${first}${String(97 - (first % 97)).padStart(2, '0')}`;
}

/** Where the office writes to: a mail to who is no member yet is not in their own file. */
const atWork = ({ person }: Journey): string => `werk.${person.email}`;

/** Says yes by the link in the mail, as who is logged in. */
async function acceptInvitation(journey: Journey): Promise<void> {
  const mail = await journey.mailbox.find('to the office', atWork(journey), ({ text }) => invitationLink.test(text));
  const path = `/api/v1/invitations/${invitationLink.exec(mail.text)?.[1]}`;
  await given(journey, 'learner').put(path, { body: { answer: 'accept' } });
}

/** Staff take the office in; the learner manages it, and invites their colleague. */
async function openOffice(journey: Journey, colleague: Journey): Promise<void> {
  const { firstName, lastName } = journey.person;
  const email = atWork(journey);
  const address = { street: 'Coupure 12', postalCode: '9000', city: 'Gent', country: 'BE' };
  const number = { country: 'BE', enterpriseNumber: newNumber() };
  const organisation = {
    name: 'Kantoor Peeters',
    ...number,
    address,
    kind: 'office',
    invoiceEmail: email,
    locale: 'nl',
  };
  const manager = { firstName, lastName, email, locale: 'nl' };
  const { body: office } = await given(journey, 'staff').post<{ id: string }>('/api/v1/admin/organisations', {
    body: { organisation, manager },
    expect: 201,
  });
  await acceptInvitation(journey);
  const token = await until(
    'acting for the office',
    async () => {
      const wish = { body: { organisationId: office.id }, expect: [200, 422] };
      const acting = await given(journey, 'learner').put<{ accessToken?: string }>(
        '/api/v1/sessions/current/acting-as',
        wish,
      );
      return acting.body.accessToken;
    },
    journey.within,
  );
  const { person } = colleague;
  const member = {
    firstName: person.firstName,
    lastName: person.lastName,
    email: atWork(colleague),
    roles: ['employee'],
  };
  await journey.visitor.as(token).post(`/api/v1/organisations/${office.id}/members`, { body: member, expect: 201 });
  await acceptInvitation(colleague);
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
    await openOffice(journey, other);
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
      const mail = await journey.mailbox.find('that invites', to, ({ subject }) => /opleidingsuren/.test(subject));
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
