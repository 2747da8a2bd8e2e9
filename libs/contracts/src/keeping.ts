/**
 * How long a topic keeps its facts. `for-ever`: all of them, so they carry ids and no data of people. `newest`: the newest of each
 * key, which tells the aggregate as it is (a compacted snapshot). `30-days`: what a consumer needs soon or never.
 */
export type Keeping = 'for-ever' | 'newest' | '30-days';

const keepings: Record<string, Keeping> = {
  // names, addresses and member numbers of people: nothing of them stays that isn't so any more
  'gateway.account': 'newest',
  'gateway.settings': 'for-ever',
  // names and addresses of who works where
  'organisations.organisation': 'newest',
  'organisations.member': 'newest',
  // name and address of the teacher
  'catalog.course': 'newest',
  'catalog.credit-package': 'for-ever',
  'orders.order': 'for-ever',
  'orders.activation': 'for-ever',
  'learning.enrolment': 'for-ever',
  'certification.attest': 'for-ever',
  // why a federation refused somebody, in its own words
  'certification.registration': '30-days',
  // addresses of people
  'notifications.address': '30-days',
  'organisations.invitation': '30-days',
};

/** A topic of which nothing is said here may hold anything, and so expires. */
export const keepingOf = (topic: string): Keeping => keepings[topic] ?? '30-days';

/** Topics of which something is said. */
export const keptTopics: readonly string[] = Object.keys(keepings);
