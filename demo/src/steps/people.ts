import { randomUUID } from 'node:crypto';
import { euro, given, type OrderView, type Step } from '../journey-context.ts';
import { newStaff } from '../new-staff.ts';
import { demand, until } from '../until.ts';

/** Somebody is invited to the staff, orders for a caller, and is of the staff no more: their token counts no more either. */
export const people: Step = {
  name: 'people',
  async play(journey) {
    const staff = given(journey, 'staff');
    const { api: noor, accountId, email } = await newStaff(journey, staff, ['operations']);
    await noor.get('/api/v1/admin/people', { expect: 403 });
    await noor.get('/api/v1/admin/payments', { expect: 403 });

    const caller = `wim.${randomUUID()}@voorbeeld.be`;
    const profile = { email: caller, firstName: 'Wim', lastName: 'Janssens', locale: 'nl' };
    const { body: account } = await noor.post<{ id: string }>('/api/v1/admin/accounts', { body: profile, expect: 201 });
    await journey.mailbox.find('to choose a password', caller, ({ text }) => /\/account\/password\//.test(text));
    const lines = [{ courseId: given(journey, 'courses').payment.id }];
    const wish = { accountId: account.id, lines, immediateAccessConsent: true };
    const order = await until(
      'the order of the caller',
      async () => {
        const { status, body } = await noor.post<OrderView>('/api/v1/admin/orders', { body: wish, expect: [201, 409] });
        return status === 201 && body;
      },
      journey.within,
    );
    const { number } = order.proForma;
    await journey.mailbox.find('with the pro-forma', caller, ({ attachments }) =>
      attachments.some(({ filename }) => filename === `${number}.pdf`),
    );
    type Trail = { items: { by: string; after: { for?: string } | null }[] };
    const { body: trail } = await staff.get<Trail>(`/api/v1/admin/orders-audit?subject=${order.id}`);
    demand(
      trail.items.some(({ by, after }) => by === accountId && after?.for === account.id),
      'by whom and for whom it was ordered is not noted',
    );

    await staff.delete(`/api/v1/admin/people/${accountId}?reason=demo`, { expect: 204 });
    await noor.get('/api/v1/me', { expect: 401 });
    return `${email} of operations ordered ${number}, ${euro(order.total)}, for a caller; ended, and logged out at once`;
  },
};
