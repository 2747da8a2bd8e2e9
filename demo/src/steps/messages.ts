import { given, type Step } from '../journey-context.ts';
import { demand, until } from '../until.ts';

interface MessageView {
  id: string;
  template: string;
  subject: string;
}

const wanted = [
  ...['confirm-email', 'welcome', 'pro-forma', 'invoice', 'course-activated', 'question-answered', 'attest-issued'],
  ...['registration-accepted', 'registration-refused'],
];

/** What was mailed is in the learner's file, without the secrets that were in it. */
export const messages: Step = {
  name: 'messages',
  async play(journey) {
    const learner = given(journey, 'learner');
    const kept = await until(
      `a message in the file for each of ${wanted.join(', ')}`,
      async () => {
        const { body } = await learner.get<{ items: MessageView[] }>('/api/v1/messages?limit=100');
        return wanted.every((template) => body.items.some((one) => one.template === template)) && body.items;
      },
      journey.within,
    );
    const mails = new Map((await journey.mailbox.of(journey.person.email)).map((mail) => [mail.messageId, mail]));
    const token = /confirm\/([\w-]{43})/.exec([...mails.values()].map(({ text }) => text).join('\n'))?.[1];
    const details = await Promise.all(kept.map(({ id }) => learner.get(`/api/v1/messages/${id}`)));
    demand(token && !details.some(({ bytes }) => bytes.includes(token)), 'the file keeps a secret link');
    demand(mails.size === kept.length, `${kept.length} messages in the file, ${mails.size} mails caught`);
    return `${kept.length} kept, ${mails.size} mailed: ${[...new Set(kept.map(({ template }) => template))].join(', ')}`;
  },
};
