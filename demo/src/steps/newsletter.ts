import { given, type Step } from '../journey-context.ts';
import { demand, until } from '../until.ts';

interface NewsletterView {
  id: string;
  state: string;
  recipients: number | null;
}

const admin = '/api/v1/admin/newsletters';
const linkIn = (text: string, page: string) =>
  new RegExp(`https?://[^\\s]+(/api/v1/newsletter/${page}/[\\w.-]+)`).exec(text)?.[1] ?? '';

/** Somebody without account subscribes from the mailbox; staff write, look at it, send it; one click ends it (V-5). */
export const newsletter: Step = {
  name: 'newsletter',
  async play(journey) {
    const { visitor, mailbox } = journey;
    const staff = given(journey, 'staff');
    const [user = '', domain = ''] = journey.person.email.split('@');
    const email = `${user}.lezer@${domain}`;
    await visitor.post('/api/v1/newsletter/subscriptions', {
      body: { email, locale: 'fr', professions: ['mediator'] },
      expect: 202,
    });
    const asked = await mailbox.find('to confirm', email, () => true);
    const confirmation = linkIn(asked.text, 'confirmations');
    await visitor.get(confirmation);
    await visitor.post(confirmation);

    const subject = `Nieuw voor bemiddelaars (${user})`;
    const blocks = [{ kind: 'paragraph', text: 'Er is een nieuwe cursus over bemiddeling.' }];
    const body = {
      texts: { nl: { subject, blocks } },
      fallback: 'nl',
      audience: { professions: ['mediator'], locales: ['fr'] },
    };
    const { id } = (await staff.post<NewsletterView>(admin, { body, expect: 201 })).body;
    const preview = (await staff.get<{ writtenIn: string; notice: string }>(`${admin}/${id}/preview/fr`)).body;
    demand(preview.writtenIn === 'nl' && preview.notice !== '', 'the preview does not say that French is missing');
    const moment = { day: '2035-03-01', time: '09:00' };
    const planned = (await staff.put<NewsletterView>(`${admin}/${id}/schedule`, { body: moment })).body;
    demand(planned.state === 'scheduled', 'it is not scheduled');
    await staff.put(`${admin}/${id}`, { body, expect: 409 });
    await staff.delete(`${admin}/${id}/schedule`, { expect: 200 });
    await staff.post(`${admin}/${id}/send`, { expect: 200 });
    const mail = await mailbox.find(subject, email, (each) => each.subject === subject);
    const done = await until(
      'the newsletter to be sent',
      async () => {
        const seen = (await staff.get<NewsletterView>(`${admin}/${id}`)).body;
        return seen.state === 'sent' && seen;
      },
      journey.within,
    );
    await visitor.post(linkIn(mail.text, 'unsubscribe'));
    const audience = (
      await staff.get<{ items: unknown[] }>(`/api/v1/admin/newsletter-subscriptions?email=${encodeURIComponent(email)}`)
    ).body;
    demand(audience.items.length === 0, 'who unsubscribed is still subscribed');
    return `confirmed from the mailbox; scheduled, taken back, sent to ${done.recipients}; one click ends it`;
  },
};
