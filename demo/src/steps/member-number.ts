import { type AttestView, given, type Journey, type Step } from '../journey-context.ts';
import { demand, until } from '../until.ts';
import { requestAttest } from './attest.ts';
import { complete } from './learn.ts';
import { run } from './registration.ts';

interface SharedNumber {
  id: string;
  memberNumber: string;
  accounts: { accountId: string; name: string }[];
}

/** Writes another OVB number among the memberships of somebody's account, as they would. */
async function typeNumber(journey: Journey, memberNumber: string): Promise<void> {
  const learner = given(journey, 'learner');
  const { headers } = await learner.get('/api/v1/me');
  const memberships = [
    { federation: 'OVB', memberNumber },
    { federation: 'FBC', memberNumber: journey.person.numbers.FBC },
  ];
  await learner.patch('/api/v1/me', { body: { memberships }, headers: { 'if-match': headers.get('etag') ?? '' } });
}

async function sharedNumber(journey: Journey): Promise<SharedNumber> {
  const staff = given(journey, 'staff');
  const find = async () => {
    const path = '/api/v1/admin/shared-member-numbers?decided=false&limit=100';
    const { body } = await staff.get<{ items: SharedNumber[] }>(path);
    return body.items.find(({ memberNumber }) => memberNumber === journey.person.numbers.OVB) ?? false;
  };
  return until('the number that two accounts go by', find, journey.within);
}

async function stateOf(journey: Journey): Promise<string | undefined> {
  const path = `/api/v1/attests/${journey.attests.payment?.id}`;
  const { body } = await given(journey, 'learner').get<AttestView>(path);
  return body.federations.find(({ federation }) => federation === 'OVB')?.registration?.state;
}

async function runSending(journey: Journey, other: Journey, wanted: string): Promise<void> {
  await run(journey);
  await until(`a registration that is ${wanted}`, async () => (await stateOf(other)) === wanted, journey.within);
}

/** Whoever types another's member number keeps nobody from being registered: staff say whose it is. */
export const disputedNumber: Step = {
  name: 'disputed number',
  async play(journey) {
    const other = given(journey, 'colleague');
    const { OVB: number } = journey.person.numbers;
    await typeNumber(other, number);
    const { id, accounts } = await sharedNumber(journey);
    demand(accounts.length === 2, `${accounts.length} accounts go by it instead of 2`);
    await complete(other, 'payment');
    await requestAttest(other, 'payment');
    await runSending(journey, other, 'waiting');
    const me = (await given(journey, 'learner').get<{ id: string }>('/api/v1/me')).body;
    await given(journey, 'staff').put(`/api/v1/admin/shared-member-numbers/${id}/review`, {
      body: { reason: 'Hilde Peeters heeft haar lidkaart getoond', owners: [me.id] },
    });
    await runSending(journey, other, 'waiting');
    const mail = await journey.mailbox.find('about the number', other.person.email, ({ text }) =>
      text.includes(number),
    );
    await typeNumber(other, other.person.numbers.OVB);
    await until(
      'the corrected number',
      async () => (await numberOf(other)) === other.person.numbers.OVB,
      journey.within,
    );
    await runSending(journey, other, 'sent');
    return `2 accounts typed ${number}: the second waited, staff named the owner, "${mail.subject}"; sent under his own`;
  },
};

async function numberOf(journey: Journey): Promise<string | undefined> {
  const path = '/api/v1/admin/registrations?federation=OVB&limit=100&state=waiting';
  const { body } = await given(journey, 'staff').get<{ items: { attestId: string; memberNumber: string }[] }>(path);
  return body.items.find(({ attestId }) => attestId === journey.attests.payment?.id)?.memberNumber;
}
