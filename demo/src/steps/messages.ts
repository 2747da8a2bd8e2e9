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
    const inFile = async () => (await learner.get<{ items: MessageView[] }>('/api/v1/messages?limit=100')).body.items;
    await until(
      `a message in the file for each of ${wanted.join(', ')}`,
      async () => {
        const items = await inFile();
        return wanted.every((template) => items.some((one) => one.template === template));
      },
      journey.within,
    );
    // the last ones are kept a moment before they are mailed
    const { kept, mails } = await until(
      'a mail for each message in the file',
      async () => {
        const items = await inFile();
        const caught = await journey.mailbox.of(journey.person.email);
        const byId = new Map(caught.map((mail) => [mail.messageId, mail]));
        return byId.size === items.length && { kept: items, mails: byId };
      },
      journey.within,
    );
    const token = /confirm\/([\w-]{43})/.exec([...mails.values()].map(({ text }) => text).join('\n'))?.[1];
    const details = await Promise.all(kept.map(({ id }) => learner.get(`/api/v1/messages/${id}`)));
    demand(token && !details.some(({ bytes }) => bytes.includes(token)), 'the file keeps a secret link');
    return `${kept.length} kept, ${mails.size} mailed: ${[...new Set(kept.map(({ template }) => template))].join(', ')}`;
  },
};
