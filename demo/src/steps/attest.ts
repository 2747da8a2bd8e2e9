import { type AttestView, given, type Journey, type Step, type Way } from '../journey-context.ts';
import { demand, until } from '../until.ts';

const declarations = {
  wasPresent: true,
  stayedLoggedIn: true,
  usedNoOtherApplications: true,
  switchedOffPeripherals: true,
};

/** Enrolments and what was done come to certification by message, so who asks a moment too early is refused, or unknown. */
export async function requestAttest(journey: Journey, way: Way): Promise<AttestView> {
  const call = { body: { enrolmentId: journey.enrolments[way], declarations } };
  const learner = given(journey, 'learner');
  const attest = await until(
    `the attest of ${way}`,
    async () => {
      const answer = await learner.post<AttestView>('/api/v1/attests', { ...call, expect: [201, 404, 422] });
      return answer.status === 201 && answer.body;
    },
    journey.within,
  );
  journey.attests[way] = attest;
  return attest;
}

export const tooEarly: Step = {
  name: 'attest too early',
  async play(journey) {
    const body = { enrolmentId: journey.enrolments['before-payment'], declarations };
    const learner = given(journey, 'learner');
    const refused = await learner.post<{ errors?: { message: string }[] }>('/api/v1/attests', { body, expect: 422 });
    const missing = (refused.body.errors ?? []).map(({ message }) => message);
    demand(missing.length > 0, 'it is refused without a reason');
    return `refused: ${missing.join(' ')}`;
  },
};

export const attests: Step = {
  name: 'attest',
  async play(journey) {
    const learner = given(journey, 'learner');
    const undeclared = {
      enrolmentId: journey.enrolments['before-payment'],
      declarations: { ...declarations, stayedLoggedIn: false },
    };
    await learner.post('/api/v1/attests', { body: undeclared, expect: 422 });
    const issued: AttestView[] = [];
    for (const way of ['before-payment', 'payment', 'credit'] as const) issued.push(await requestAttest(journey, way));
    const again = { enrolmentId: journey.enrolments['before-payment'], declarations };
    await learner.post('/api/v1/attests', { body: again, expect: 409 });
    await journey.mailbox.find(
      'with the attest',
      journey.person.email,
      (mail) => issued.some(({ verifyUrl }) => mail.text.includes(verifyUrl)) || /attest/i.test(mail.subject),
    );
    const federations = issued.flatMap((attest) => attest.federations.map(({ federation }) => federation));
    return `${issued.length} issued (${federations.join(', ')}), one per course; without a declaration refused`;
  },
};

export const download: Step = {
  name: 'attest as PDF',
  async play(journey) {
    const learner = given(journey, 'learner');
    const { credit, payment } = journey.attests;
    demand(credit?.pdfUrl && payment?.pdfUrl, 'there are no attests yet');
    const sizes: number[] = [];
    for (const { pdfUrl } of [credit, payment]) {
      const { bytes } = await learner.get(pdfUrl ?? '');
      demand(bytes.subarray(0, 5).toString() === '%PDF-', 'the attest is no PDF');
      sizes.push(bytes.length);
    }
    const notice = payment.federations.find((line) => line.notice)?.notice;
    demand(notice, 'the attest does not say that the provider tells the federation');
    return `FBC: ${sizes[0]} bytes; OVB: ${sizes[1]}, ${notice}`;
  },
};

export const verify: Step = {
  name: 'verification page',
  async play(journey) {
    const { verifyUrl } = journey.attests.credit ?? { verifyUrl: '' };
    const { pathname } = new URL(verifyUrl);
    const { body } = await journey.visitor.get<{ valid?: boolean; status?: string }>(pathname);
    demand(body.valid ?? body.status === 'valid', `the page says ${JSON.stringify(body)}`);
    const page = await journey.visitor.get(pathname, { headers: { accept: 'text/html' } });
    const shown = page.bytes.toString('utf8');
    demand(shown.includes(journey.person.lastName), 'the page does not name the holder');
    const unknown = pathname.replace(/[^/]+$/, (code) => [...code].reverse().join(''));
    await journey.visitor.get(unknown, { expect: [200, 404] });
    return `${pathname}: valid, ${journey.person.firstName} ${journey.person.lastName}`;
  },
};
