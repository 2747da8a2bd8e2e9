import { z } from 'zod';
import { day, id, instant } from '../shapes.ts';

/** Kinds of values that a mail shows. Money, days and instants come formatted by nobody: the letter's language does that. */
export const valueKinds = {
  id,
  text: z.string(),
  /** Null where there is nothing to say. */
  textOrNone: z.string().nullable(),
  webAddress: z.string(),
  /** Not given by who asked for the mail before it had it. */
  webAddressIfKnown: z.string().optional(),
  cents: z.int(),
  /** Not given where nobody counted. */
  countIfKnown: z.int().optional(),
  minutes: z.int(),
  /** In the provider's time zone. */
  day,
  dayOrNone: day.nullable(),
  instant,
  yesOrNo: z.boolean(),
};
export type ValueKind = keyof typeof valueKinds;

export interface MailKind {
  values: Record<string, ValueKind>;
  /** Links with a token in them: shown in the mail, masked in the copy that is kept. */
  secrets?: readonly string[];
  hasAttachment?: true;
  /** The value that answers go to: the address of who wrote, where that isn't the provider. */
  repliesTo?: string;
  /** Makes the mail of another job untrue: if that was not sent yet, it is not sent any more. */
  isInsteadOf?: true;
  /**
   * Goes to an address that is not proven, or is about an account that a stranger may have made under it. Nothing that anybody typed
   * is in it, not even the name of who it is for: who registers another's address would write to them in our name.
   */
  isNameless?: true;
}

const course = { courseId: 'id', courseTitle: 'text' } as const;
/** In percents, where not enough was watched: so much at least was, and so much is asked (V-24). */
const watched = { watchedPercent: 'countIfKnown', watchPercent: 'countIfKnown' } as const;
const document = { number: 'text', orderId: 'id', issuedOn: 'day', totalCents: 'cents' } as const;
const registration = { firstName: 'text', federation: 'text', courseTitle: 'text', activityDate: 'day' } as const;

/** Every mail that Leerhuis sends, with the values that it shows; notifications has a text in nl, fr and en for each. */
export const mails = {
  'confirm-email': { values: {}, secrets: ['link'], isNameless: true },
  welcome: { values: { loginUrl: 'webAddress' }, isNameless: true },
  'reset-password': { values: {}, secrets: ['link'], isNameless: true },
  'password-changed': { values: { changedAt: 'instant' }, isNameless: true },
  'email-taken': { values: { loginUrl: 'webAddress' }, isNameless: true },
  /** To the address that an account is to have from now on; by staff: whose owner they helped (B-4, B-6). */
  'email-change': { values: { expiresAt: 'instant', byStaff: 'yesOrNo' }, secrets: ['link'], isNameless: true },
  /** Instead of it, where the address has an account of its own. */
  'email-change-taken': { values: { loginUrl: 'webAddress' }, isNameless: true },
  /** To the address that the account had till then. */
  'email-change-asked': { values: { askedAt: 'instant', byStaff: 'yesOrNo' }, isNameless: true },
  'email-changed': { values: { changedAt: 'instant', byStaff: 'yesOrNo' }, isNameless: true },
  /** Staff made the account, at the owner's wish. */
  'account-made': { values: { expiresAt: 'instant' }, secrets: ['link'], isNameless: true },
  /** Roles as `administration, finance`, which the letter's language names. */
  'staff-invitation': { values: { roles: 'text', expiresAt: 'instant' }, secrets: ['link'], isNameless: true },
  /** No roles: they are of the staff no more. */
  'staff-roles-changed': { values: { roles: 'textOrNone' }, isNameless: true },
  /** Somebody asked staff to take an organisation in (C-1). */
  'organisation-asked': { values: {}, isNameless: true },
  'organisation-refused': { values: { reason: 'text' }, isNameless: true },
  /** To who asked and has an account: they act for it from now on. Its name was seen by staff. */
  'organisation-ready': { values: { organisation: 'text', loginUrl: 'webAddress' }, isNameless: true },
  /** Roles as `manager, employee`, which the letter's language names. A move ends what the person is elsewhere (B-5). */
  'organisation-invitation': {
    values: {
      organisation: 'text',
      roles: 'text',
      expiresAt: 'instant',
      isMove: 'yesOrNo',
      isReminder: 'yesOrNo',
    },
    secrets: ['link'],
    isNameless: true,
  },
  /** They left, moved or were removed (B-5, B-6); addressIsTheirs: the account goes by an address of the organisation. */
  'membership-ended': {
    values: {
      organisation: 'text',
      isRemoval: 'yesOrNo',
      addressIsTheirs: 'yesOrNo',
      loginUrl: 'webAddressIfKnown',
    },
    isNameless: true,
  },
  'pro-forma': {
    values: { ...document, dueDate: 'day', structuredCommunication: 'text', iban: 'text', beneficiary: 'text' },
    hasAttachment: true,
  },
  invoice: { values: { ...document, paidOn: 'day', proFormaNumber: 'text' }, hasAttachment: true },
  /** To who ordered for an organisation: the document went to where its invoices go. */
  'document-to-organisation': {
    values: {
      orderId: 'id',
      number: 'text',
      organisation: 'text',
      email: 'text',
      totalCents: 'cents',
      isInvoice: 'yesOrNo',
    },
  },
  /** To who ordered for an organisation: who was to learn has left it, and did not activate the course. */
  'learner-left': { values: { orderId: 'id', number: 'text', learner: 'text', courseTitle: 'text' } },
  /** To managers of an organisation: an employee asks to order at its cost (C-8). */
  'order-request-asked': {
    values: {
      requestId: 'id',
      employee: 'text',
      courses: 'text',
      netCents: 'cents',
      lapsesAt: 'instant',
      loginUrl: 'webAddress',
    },
  },
  /** To who asked, and to managers when nobody answered: number is that of the pro-forma after a yes, reason that of a no. */
  'order-request-ended': {
    values: {
      requestId: 'id',
      employee: 'text',
      courses: 'text',
      number: 'textOrNone',
      reason: 'textOrNone',
      isLapsed: 'yesOrNo',
    },
  },
  'order-withdrawn': { values: { orderId: 'id', number: 'text', withdrawnAt: 'instant' } },
  'payment-refunded': { values: { orderId: 'id', number: 'text', amountCents: 'cents' } },
  'course-activated': { values: { ...course, activationId: 'id', activatedAt: 'instant', accessUntil: 'instant' } },
  'credit-granted': { values: { orderId: 'id', packageTitle: 'text', minutes: 'minutes', expiresAt: 'instant' } },
  /** Some time before what is left of a package can be spent no more (V-6). */
  'credit-lapses': {
    values: { packageTitle: 'text', minutes: 'minutes', lapsesAt: 'instant', loginUrl: 'webAddress' },
  },
  'credit-invitation': { values: { expiresAt: 'instant', loginUrl: 'webAddress' }, isNameless: true },
  /** Somebody may spend hours of a colleague's or of an organisation's package from now on (V-8). */
  'credit-linked': {
    values: { packageTitle: 'text', sharedBy: 'text', expiresAt: 'instant', loginUrl: 'webAddress' },
  },
  /** They may not any more. Reason: `unlinked`, `switched-off`, `left-office`, `of-before`. */
  'credit-link-ended': { values: { packageTitle: 'text', sharedBy: 'text', reason: 'text' } },
  /** To the owner, of what was not their own doing. Change: `linked`, `left`, `left-office`, `of-before`. */
  'credit-sharer-changed': { values: { packageTitle: 'text', learnerName: 'text', change: 'text' } },
  /** Hours that are shared by an enterprise number that somebody typed: until when, and what to do. sharedBy is null for their owner. */
  'credit-of-before': {
    values: { sharedBy: 'textOrNone', until: 'instant', isReminder: 'yesOrNo', loginUrl: 'webAddress' },
  },
  'test-passed': { values: { ...course, enrolmentId: 'id', passedAt: 'instant' } },
  /** Instead of `test-passed`: what the attest needs yet, if it can be asked for at all. */
  'attest-next': {
    values: {
      ...course,
      enrolmentId: 'id',
      passedAt: 'instant',
      canAsk: 'yesOrNo',
      lacksWatching: 'yesOrNo',
      ...watched,
      lacksChecks: 'yesOrNo',
      checksDone: 'countIfKnown',
      checksTotal: 'countIfKnown',
      lacksMembership: 'yesOrNo',
      lacksName: 'yesOrNo',
      isPast: 'yesOrNo',
      attestUntil: 'dayOrNone',
      loginUrl: 'webAddressIfKnown',
    },
  },
  /** Some time before the last day on which the attest can be asked for (V-25). */
  'attest-ends': {
    values: {
      ...course,
      enrolmentId: 'id',
      attestUntil: 'day',
      canAsk: 'yesOrNo',
      lacksWatching: 'yesOrNo',
      ...watched,
      lacksChecks: 'yesOrNo',
      lacksTest: 'yesOrNo',
      lacksMembership: 'yesOrNo',
      lacksName: 'yesOrNo',
      loginUrl: 'webAddressIfKnown',
    },
  },
  'attest-issued': {
    values: {
      firstName: 'text',
      courseTitle: 'text',
      federations: 'text',
      isRegistered: 'yesOrNo',
      hasPdf: 'yesOrNo',
      verifyUrl: 'webAddress',
    },
  },
  'attest-revoked': {
    values: { firstName: 'text', courseTitle: 'text', revokedAt: 'instant', federationsTold: 'yesOrNo' },
    isInsteadOf: true,
  },
  'registration-accepted': { values: registration },
  'registration-refused': { values: { ...registration, reason: 'textOrNone', isSentAgain: 'yesOrNo' } },
  'registration-in-line-again': { values: registration },
  'member-number-checked': {
    values: { firstName: 'text', federation: 'text', memberNumber: 'text', isTheirs: 'yesOrNo' },
  },
  'question-to-teacher': {
    values: { ...course, questionId: 'id', learnerName: 'textOrNone', question: 'text', answerUntil: 'instant' },
    secrets: ['link'],
  },
  'question-answered': {
    values: {
      ...course,
      questionId: 'id',
      enrolmentId: 'id',
      question: 'text',
      answer: 'text',
      isCorrection: 'yesOrNo',
    },
  },
  'suggestion-received': {
    values: {
      suggestionId: 'id',
      name: 'text',
      email: 'text',
      profession: 'textOrNone',
      topic: 'text',
      message: 'textOrNone',
    },
    repliesTo: 'email',
  },
  /** Somebody typed the address: who owns it confirms, or nothing comes of it. */
  'newsletter-confirm': { values: { expiresAt: 'instant' }, secrets: ['link'], isNameless: true },
  /** Asked for again, with an address that gets the newsletter already. */
  'newsletter-already': { values: {}, secrets: ['link'], isNameless: true },
} as const satisfies Record<string, MailKind>;

export type Mails = typeof mails;
export type MailTemplate = keyof Mails;
export const messageTemplates = Object.keys(mails) as [MailTemplate, ...MailTemplate[]];

/** The mail's line in the table, for who asks by name. */
export const kindOf = (template: MailTemplate): MailKind => mails[template];

/** Whether nothing that anybody typed may be in the mail, not even a name. */
export const isNameless = (template: MailTemplate): boolean => kindOf(template).isNameless === true;

export type ValuesOf<T extends MailTemplate> = Mails[T]['values'];

/** Names of the mail's values of these kinds. */
export type ValueNames<T extends MailTemplate, K extends ValueKind> = {
  [N in keyof ValuesOf<T> & string]: ValuesOf<T>[N] extends K ? N : never;
}[keyof ValuesOf<T> & string];

/** Names of the mail's links with a token in them. */
export type SecretNames<T extends MailTemplate> = Mails[T] extends { secrets: readonly (infer N extends string)[] }
  ? N
  : never;
