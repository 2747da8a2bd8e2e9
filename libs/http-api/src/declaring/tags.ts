/**
 * Where operations stand on the reference page, in its order: under the resource of whoever uses them, or under the area that staff
 * work in.
 */
export const tags = {
  catalogue: 'What is on offer: professions, courses, packages of training hours.',
  accounts: 'Registering, confirming an address, and what a person says of themselves.',
  sessions: 'Logging in and out, and the keys by which tokens are verified.',
  organisations: 'Companies, offices and their people: who belongs where, invitations, leaving.',
  orders: 'Cart, orders, payments, pro-formas and invoices, hour credit, activations.',
  enrolments: 'The courses that a learner may follow.',
  classroom: 'Watching, attention checks, tests, evaluation and questions to the teacher.',
  attests: 'What a learner fulfilled all conditions for, and its verification by anyone.',
  messages: 'What was written to a person, as it was sent.',
  newsletter: 'Wanting the newsletter, or not.',
  pages: 'Pages for a browser: what links in mails lead to.',
  teachers: 'Answering a question by the link in a mail.',
  partners: 'Tokens of federations and other partners.',
  registrations: 'For federations: who took part in what, and their answer.',
  webhooks: 'For the payment provider.',
  'staff: accounts':
    'People of the provider and their roles, accounts for who phones, partners, and who did what to them.',
  'staff: settings': 'What holds of the provider from which day on: account, terms, rates, closing days.',
  'staff: catalogue': 'Courses, imports, media, suggestions.',
  'staff: organisations': 'Requests of organisations, their data and people, merging and closing.',
  'staff: orders': 'All orders and payments, and what is booked by hand.',
  'staff: learning': 'All enrolments, evaluations and questions.',
  'staff: attests': 'All attests.',
  'staff: registrations': 'Registrations with federations, their runs and files, member numbers that two people gave.',
  'staff: messages': 'All messages, and sending one again.',
  'staff: newsletters': 'Writing newsletters, sending them, who gets them.',
} as const;

export type Tag = keyof typeof tags;
export type StaffTag = Extract<Tag, `staff: ${string}`>;

/** What staff alone may do stands with staff, and nothing else does. */
export type TagFor<A> = [A] extends [{ orPartner: true } | { owner: string } | string]
  ? Exclude<Tag, StaffTag>
  : StaffTag;
