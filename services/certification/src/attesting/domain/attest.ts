import type { FederationCode, Way } from '@leerhuis/federations';
import type { Locale, LocalisedText } from '@leerhuis/language';
import { type Completion, percentReached, watchedFor } from '../../completions/domain/completion.ts';

/** The four things that a learner declares (V-24). */
export const declarationNames = [
  'wasPresent',
  'stayedLoggedIn',
  'usedNoOtherApplications',
  'switchedOffPeripherals',
] as const;
export type DeclarationName = (typeof declarationNames)[number];
export type Declarations = Record<DeclarationName, boolean>;

/** As if all were declared, to see what else is missing. */
export const allDeclared: Declarations = {
  wasPresent: true,
  stayedLoggedIn: true,
  usedNoOtherApplications: true,
  switchedOffPeripherals: true,
};

export interface Accreditation {
  federation: FederationCode;
  accreditationNumber: string;
  /** Minutes of training. */
  minutes: number;
  points: number | null;
  /** Last day on which an attest can be requested, in the provider's zone (V-25). */
  attestUntil: string;
  /** How much of this course the federation wants watched, in percents; not given: as much as of any other (V-24). */
  watchPercent?: number | undefined;
}

export interface Membership {
  federation: FederationCode;
  memberNumber: string;
}

/** Who asks for an attest, as the gateway knows them. */
export interface Person {
  email: string;
  firstName: string;
  lastName: string;
  locale: Locale;
  memberships: Membership[];
}

/** A course as the catalogue published it, as far as attests depend on it. */
export interface AccreditedCourse {
  code: string;
  title: LocalisedText;
  kind: 'video' | 'live';
  language: Locale;
  accreditations: Accreditation[];
}

/** What the attest counts for with one federation. */
export interface AttestLine extends Omit<Accreditation, 'watchPercent'> {
  memberNumber: string;
  way: Way;
}

/** The PDF of an attest, as it is kept. */
export interface AttestPdf {
  locale: Locale;
  bytes: number;
}

export interface Attest {
  id: string;
  /** On the attest and in the address of its verification page; can't be guessed. */
  code: string;
  accountId: string;
  courseId: string;
  enrolmentId: string;
  /** For which organisation the course was taken; null or missing: for themselves. */
  organisationId?: string | null;
  holder: { firstName: string; lastName: string };
  /** The holder's when it was issued; not on attests from before this was kept. */
  locale?: Locale | undefined;
  course: {
    code: string;
    title: LocalisedText;
    kind: 'video' | 'live';
    /** The one that it is given in; not on attests from before this was kept. */
    language?: Locale | undefined;
  };
  lines: AttestLine[];
  completedAt: Date;
  declarations: { version: string; agreedAt: Date };
  issuedAt: Date;
  /** The PDF that was laid out of it; missing until then. */
  pdf?: AttestPdf;
  /** When it was asked for last. */
  pdfAskedAt?: Date;
  /** When it was revoked, because its order was withdrawn unpaid (V-14); null or missing as long as it counts. */
  revokedAt?: Date | null;
}

export type Missing =
  | { what: 'attention-checks' | 'final-test' }
  | { what: 'watched'; percent: number; reached: number }
  | { what: 'declaration'; declaration: DeclarationName }
  | { what: 'access' | 'membership' }
  | { what: 'printable-name'; name: string }
  | { what: 'attest-until'; federation: FederationCode; until: string };

export type Decision = { attest: Attest } | { refused: 'conditions'; missing: Missing[] };

/** Text of the declarations as shown; a change of words is a new version. */
const declarationVersion = '2026-01';

/**
 * Decides on a request for an attest: access that was not taken back (V-14), as much watched as the federations ask (V-24), all
 * attention checks clicked, final test passed, four declarations, a membership of a federation that accredits the course and whose "attest until" is not past (V-25), and a name that can be
 * printed: it may be from before that was asked for.
 * @param today the provider's calendar day
 */
export function requestAttest(
  request: {
    id: string;
    code: string;
    completion: Completion;
    declarations: Declarations;
    holder: Attest['holder'];
    /** Whether documents can show the holder's name. */
    isPrintable: boolean;
    locale: Locale;
    memberships: Membership[];
    course: Attest['course'];
    accreditations: Accreditation[];
    /** How a federation hears of participations, today. */
    wayOf: (federation: FederationCode) => Way;
    /** How much of any course a federation wants watched, in percents, today. */
    watchPercentOf: (federation: FederationCode) => number;
  },
  now: Date,
  today: string,
): Decision {
  const { completion, declarations, memberships, accreditations, wayOf, watchPercentOf } = request;
  const { checksCompletedAt, testPassedAt, closedAt } = completion;
  const missing: Missing[] = [];
  if (closedAt) missing.push({ what: 'access' });
  const own = accreditations.filter(({ federation }) => memberships.some((each) => each.federation === federation));
  const inTime = own.filter(({ attestUntil }) => today <= attestUntil);
  // one attest for all of them: the strictest counts
  const asking = [inTime, own].find(({ length }) => length > 0) ?? accreditations;
  const percent = Math.max(
    0,
    ...asking.map(({ federation, watchPercent }) => watchPercent ?? watchPercentOf(federation)),
  );
  const watchedAt = watchedFor(completion, percent);
  if (!watchedAt) missing.push({ what: 'watched', percent, reached: percentReached(completion) });
  if (!checksCompletedAt) missing.push({ what: 'attention-checks' });
  if (!testPassedAt) missing.push({ what: 'final-test' });
  for (const declaration of declarationNames)
    if (!declarations[declaration]) missing.push({ what: 'declaration', declaration });

  const lines = inTime.flatMap(({ watchPercent: _, ...accreditation }): AttestLine[] => {
    const membership = memberships.find(({ federation }) => federation === accreditation.federation);
    if (!membership) return [];
    return [{ ...accreditation, memberNumber: membership.memberNumber, way: wayOf(accreditation.federation) }];
  });
  if (own.length === 0) missing.push({ what: 'membership' });
  else if (lines.length === 0)
    for (const { federation, attestUntil } of own)
      missing.push({ what: 'attest-until', federation, until: attestUntil });

  const { firstName, lastName } = request.holder;
  if (!request.isPrintable) missing.push({ what: 'printable-name', name: `${firstName} ${lastName}` });

  if (missing.length > 0 || !watchedAt || !checksCompletedAt || !testPassedAt)
    return { refused: 'conditions', missing };
  return {
    attest: {
      id: request.id,
      code: request.code,
      accountId: completion.accountId,
      courseId: completion.courseId,
      enrolmentId: completion.enrolmentId,
      organisationId: completion.organisationId,
      holder: request.holder,
      locale: request.locale,
      course: request.course,
      lines,
      completedAt: new Date(Math.max(...[watchedAt, checksCompletedAt, testPassedAt].map((at) => at.getTime()))),
      declarations: { version: declarationVersion, agreedAt: now },
      issuedAt: now,
    },
  };
}

/** How much was watched and how much is asked, in percents, where that is missing (V-24). */
export function watchingOf(missing: readonly Missing[]) {
  const found = missing.find((each) => each.what === 'watched');
  return { watchedPercent: found?.reached, watchPercent: found?.percent };
}

/** The first of the last days on which this person can ask for an attest of this course (V-25); null when there is none any more. */
export function firstToEnd(
  { memberships }: Pick<Person, 'memberships'>,
  { accreditations }: Pick<AccreditedCourse, 'accreditations'>,
  today: string,
): string | null {
  const own = accreditations.filter(({ federation }) => memberships.some((one) => one.federation === federation));
  const days = own.map(({ attestUntil }) => attestUntil).filter((day) => today <= day);
  return days.sort()[0] ?? null;
}

/**
 * Whether something is missing that learning tells, whose facts come a moment after the learner's deed: also where the attest is
 * refused for something else, it must not be called missing because it is on its way.
 */
export function isForLearningToTell(missing: readonly Missing[]): boolean {
  return missing.some(({ what }) => what === 'watched' || what === 'attention-checks' || what === 'final-test');
}

/** Takes back an attest (V-14); null when it is revoked already. */
export function revoke(attest: Attest, now: Date): Attest | null {
  return attest.revokedAt ? null : { ...attest, revokedAt: now };
}

/** The federations that the provider tells of it, so that nobody need send it to them (V-26). */
export function toldByProvider({ lines }: Pick<Attest, 'lines'>): FederationCode[] {
  return lines.filter(({ way }) => way === 'registration').map(({ federation }) => federation);
}
