import { given, type OrderView, type Step } from '../journey-context.ts';
import { demand, until } from '../until.ts';

interface Request {
  id: string;
  state: string;
  orderNumber?: string;
}

/** An employee asks for a course at the company's cost; it is an order once the manager said yes, and withdrawn again (C-8). */
export const employeeAsks: Step = {
  name: 'employee asks',
  async play(journey) {
    const { employee, manager, acting } = given(journey, 'company');
    demand(employee, 'nobody joined the company yet');
    const body = { lines: [{ courseId: given(journey, 'courses').credit.id }], immediateAccessConsent: true };
    const asked = await until('the request', async () => {
      const answer = await employee.acting.post<Request>('/api/v1/orders', { body, expect: [202, 409] });
      return answer.status === 202 && answer.body;
    });
    const path = `/api/v1/order-requests/${asked.id}`;
    await employee.acting.post(`${path}/approval`, { body: {}, expect: 403 });
    await manager.mailbox.find('of the employee who asks', manager.person.email, ({ subject }) =>
      subject.includes(employee.person.lastName),
    );
    const { body: made } = await acting.post<OrderView>(`${path}/approval`, { body: {}, expect: 201 });
    const { body: answered } = await employee.acting.get<Request>(path);
    demand(answered.state === 'approved', `the request is ${answered.state}`);
    const { number } = made.proForma;
    await employee.mailbox.find('with the yes', employee.person.email, ({ text }) => text.includes(number));
    await acting.post(`/api/v1/orders/${made.id}/withdrawal`);
    return `no order by themself; after the manager's yes it is ${number}, withdrawn again`;
  },
};
