import {
  type Company,
  euro,
  given,
  type Journey,
  type MemberView,
  type OrderView,
  type PaymentView,
  type Step,
} from '../journey-context.ts';
import { demand, until } from '../until.ts';
import { requestAttest } from './attest.ts';
import { complete } from './learn.ts';
import { checkout } from './pay.ts';

interface CompanyOrder extends OrderView {
  billing: { name: string };
  lines: (OrderView['lines'][number] & { learner?: { name: string } })[];
}

const reference = 'PO 2026/117';

function employeeOf(company: Company): NonNullable<Company['employee']> {
  demand(company.employee, 'nobody joined the company yet');
  return company.employee;
}

/** A course for three of the list, who have no account yet: the company is billed, and pays (C-8, C-14). */
export const companyOrders: Step = {
  name: 'company orders',
  async play(journey) {
    const company = given(journey, 'company');
    const { acting, id, mailDomain } = company;
    const { body: list } = await acting.get<{ items: MemberView[] }>(`/api/v1/organisations/${id}/members?limit=100`);
    const learners = ['karim', 'bo', 'chloe'].map(
      (name) => list.items.find(({ email }) => email === `${name}@${mailDomain}`)?.id,
    );
    const lines = [{ courseId: given(journey, 'courses').payment.id, learners }];
    const { body: order } = await acting.post<CompanyOrder>('/api/v1/orders', {
      body: { lines, purchaseReference: reference, immediateAccessConsent: true },
      expect: 201,
    });
    demand(order.billing.name === company.name, `${order.billing.name} is billed`);
    demand(order.lines.length === 3, `${order.lines.length} lines instead of one for each who learns`);
    await given(company.manager, 'learner').get(`/api/v1/orders/${order.id}`, { expect: 404 });
    const { body: payment } = await acting.post<PaymentView>(`/api/v1/orders/${order.id}/payments`, {
      body: { method: 'bancontact' },
      expect: 201,
    });
    await checkout.play({ ...company.manager, payment });
    const paid = await until(
      'payment of the order of the company',
      async () => {
        const { body } = await acting.get<CompanyOrder>(`/api/v1/orders/${order.id}`);
        return body.status === 'paid' && body.invoice && body;
      },
      journey.within,
    );
    const { number, pdfUrl } = paid.invoice ?? { number: '', pdfUrl: '' };
    const { bytes } = await acting.get(pdfUrl);
    demand(bytes.subarray(0, 5).toString() === '%PDF-', 'the invoice of the company is no PDF');
    await journey.mailbox.find('with the invoice of the company', `facturen@${mailDomain}`, (mail) =>
      mail.attachments.some(({ filename }) => filename === `${number}.pdf`),
    );
    const names = order.lines.map(({ learner }) => learner?.name).join(', ');
    return `for ${names}: ${euro(order.total)} to ${company.name}, ${reference}; paid, ${number} mailed to its books`;
  },
};

interface Row {
  id: string;
  courseId: string;
  state: string;
  reached?: string;
  accountName?: string;
}

const rowsOf = async (api: Company['acting']) =>
  (await api.get<{ items: Row[] }>('/api/v1/enrolments?limit=100')).body.items;

/** Who joined finds the course open that was bought for them, learns while acting for the company, and gets an attest. */
export const employeeLearns: Step = {
  name: 'employee learns',
  async play(journey) {
    const company = given(journey, 'company');
    const employee = employeeOf(company);
    const { payment: course } = given(journey, 'courses');
    const open = await until(
      'the classroom that the company pays',
      async () => (await rowsOf(employee.acting)).find((row) => row.courseId === course.id && row.state === 'open'),
      journey.within,
    );
    const learning: Journey = {
      ...employee,
      ...{ learner: employee.acting, courses: given(journey, 'courses'), enrolments: { payment: open.id } },
    };
    await complete(learning, 'payment');
    const attest = await requestAttest(learning, 'payment');
    employee.attests = { payment: attest };
    const seen = (await rowsOf(company.acting)).find(({ id }) => id === open.id);
    demand(seen?.accountName, 'the manager does not see who learns');
    await company.acting.get(`/api/v1/enrolments/${open.id}/classroom`, { expect: 404 });
    return `${course.title}: done, with an attest; the manager sees ${seen.accountName}, ${seen.reached}, and no classroom`;
  },
};

/** The manager has the attests of a period as one file, as soon as they are laid out (V-27). */
export const companyArchive: Step = {
  name: 'archive of attests',
  async play(journey) {
    const { acting, manager } = given(journey, 'company');
    const { body } = await acting.get<{ items: { issuedAt: string }[] }>('/api/v1/attests');
    const [newest] = body.items;
    demand(newest, 'the manager sees no attest');
    const day = (shift: number) =>
      new Date(Date.parse(newest.issuedAt) + shift * 86_400_000).toISOString().slice(0, 10);
    const path = `/api/v1/attests/archive?from=${day(-1)}&to=${day(1)}`;
    const archive = await until(
      'the archive',
      async () => {
        const answer = await acting.get(path, { expect: [200, 503] });
        return answer.status === 200 && answer.bytes;
      },
      journey.within,
    );
    demand(archive.subarray(0, 2).toString() === 'PK', 'the archive is no zip');
    await given(manager, 'learner').get(path, { expect: 404 });
    return `${body.items.length} attest in ${archive.length} bytes of zip; for themselves the manager has none`;
  },
};
