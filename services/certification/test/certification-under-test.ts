import {
  type AccountSnapshot,
  accountChangedV1,
  accountConfirmedV1,
  attestIssuedV1,
  attestRevokedV1,
  checksCompletedV1,
  coursePublishedV1,
  enrolmentClosedV1,
  enrolmentOpenedV1,
  enrolmentWatchedV1,
  federationRegistrations,
  federationWithdrawals,
  type RegistrationMessage,
  type RegistrationWithdrawal,
  registrationAnsweredV1,
  type SendMessage,
  sendMessage,
  testPassedV1,
} from '@leerhuis/contracts';
import type { Locale } from '@leerhuis/language';
import {
  consumeEvents,
  consumeJobs,
  type EventCollector,
  eventually,
  type JobCollector,
  publishEvent,
  type ServiceUnderTest,
  serviceUnderTest,
  tokenFor,
} from '@leerhuis/testkit';
import { v7 as uuid } from 'uuid';
import { config } from '../src/config.ts';
import { startCertification } from '../src/service.ts';
import { account, course, type Federation } from './facts.ts';

export const month = '2026-11';
export const now = new Date('2026-11-22T10:00:00Z');
export const allDeclared = {
  wasPresent: true,
  stayedLoggedIn: true,
  usedNoOtherApplications: true,
  switchedOffPeripherals: true,
};

export interface AttestBody {
  id: string;
  code: string;
  state: string;
  verifyUrl: string;
  pdfUrl: string | null;
  federations: {
    federation: string;
    memberNumber: string;
    notice?: string | null;
    registration: { id: string; state: string; reason: string | null; answeredAt: string | null } | null;
  }[];
}

export interface RunBody {
  id: string;
  state: string;
  sent: number;
  perFederation: Record<string, number>;
  files: { federation: string; url: string; formats: { format: string; url: string }[] }[];
}

export interface EnrolmentRef {
  enrolmentId: string;
  accountId: string;
  courseId: string;
}

type Memberships = { federation: Federation; memberNumber: string }[];

interface LearnerOptions {
  firstName?: string;
  passed?: boolean;
  attestUntil?: string;
  /** Until when the classroom is open. */
  accessUntil?: string;
  /** For whom it was taken. */
  organisationId?: string;
  locale?: Locale;
  lastName?: string;
  /** Of somebody who is known already, or who takes the same course as another. */
  known?: { accountId?: string; courseId?: string };
}

export type CertificationUnderTest = Awaited<ReturnType<typeof certificationUnderTest>>;

/** The whole service, with what it sends collected, and learners as the facts of other services tell of them. */
export async function certificationUnderTest(env: Record<string, string> = {}) {
  const service: ServiceUnderTest = await serviceUnderTest({
    name: 'certification',
    config,
    start: (settings, stops) => startCertification(settings, stops, () => new Date(now)),
    env: { REGISTRATION_RUN: 'manual', ...env },
  });
  const { namespace } = service;
  const mails: JobCollector<SendMessage> = await consumeJobs(namespace, sendMessage);
  const ovb: JobCollector<RegistrationMessage> = await consumeJobs(namespace, federationRegistrations('OVB'));
  const withdrawals: JobCollector<RegistrationWithdrawal> = await consumeJobs(namespace, federationWithdrawals('OVB'));
  const collected = [attestIssuedV1, attestRevokedV1, registrationAnsweredV1];
  const events: EventCollector = await consumeEvents(namespace, collected);
  const staff = service.http.as(await tokenFor({ accountId: uuid(), roles: ['staff'] }));
  const collection = (name: string) =>
    service.database.connection.collection<{ _id: string; revision?: number; closedAt?: Date }>(name);

  /** Learning tells that all was watched, all checks were clicked and the test was passed. */
  async function achieve(
    { enrolmentId, accountId, courseId }: EnrolmentRef,
    what: ('watched' | 'test' | 'checks')[] = ['watched', 'test', 'checks'],
  ): Promise<void> {
    const at = '2026-11-20T10:00:00.000Z';
    const ref = { enrolmentId, accountId, courseId };
    const passed = { ...ref, testAttemptId: uuid(), questionSetVersion: 1, passedAt: at };
    const subject = enrolmentId;
    const tell = {
      watched: () => publishEvent(namespace, enrolmentWatchedV1, { subject, data: { ...ref, watchedAt: at } }),
      test: () => publishEvent(namespace, testPassedV1, { subject, data: passed }),
      checks: () => publishEvent(namespace, checksCompletedV1, { subject, data: { ...ref, completedAt: at } }),
    };
    for (const each of what) await tell[each]();
  }

  /** Learning tells that access was taken back, because the order was withdrawn. */
  async function close({ enrolmentId, accountId, courseId }: EnrolmentRef): Promise<void> {
    const data = { enrolmentId, accountId, courseId, closedAt: now.toISOString() };
    await publishEvent(namespace, enrolmentClosedV1, { subject: enrolmentId, data });
  }

  /** Waits until the service knows that access was taken back. */
  const isClosed = ({ enrolmentId }: EnrolmentRef) =>
    eventually(async () => Boolean((await collection('completions').findOne({ _id: enrolmentId }))?.closedAt));

  /** A person's data change; waits until the service knows. */
  async function change(accountId: string, revision: number, more: Partial<AccountSnapshot>): Promise<void> {
    const data = { ...account(accountId, []), revision, ...more };
    await publishEvent(namespace, accountChangedV1, { subject: accountId, data });
    await eventually(() => collection('accountCopies').findOne({ _id: accountId, revision: { $gte: revision } }));
  }

  /** A learner who fulfilled everything for a course, as the facts of other services tell it. */
  async function learner(memberships: Memberships, options: LearnerOptions = {}) {
    const { accountId = uuid(), courseId = uuid() } = options.known ?? {};
    const enrolmentId = uuid();
    const at = '2026-11-20T10:00:00.000Z';
    // enrolment facts first: topics have no order between them
    await publishEvent(namespace, enrolmentOpenedV1, {
      subject: enrolmentId,
      data: {
        ...{ enrolmentId, accountId, courseId, openedAt: at, accessUntil: options.accessUntil ?? at },
        organisationId: options.organisationId,
      },
    });
    if (options.passed !== false) await achieve({ enrolmentId, accountId, courseId });
    const { firstName, lastName, locale = 'nl' } = options;
    const named = { ...(firstName ? { firstName } : {}), ...(lastName ? { lastName } : {}) };
    const person = { ...account(accountId, memberships), ...named, locale };
    await publishEvent(namespace, accountConfirmedV1, { subject: accountId, data: person });
    const published = course(courseId, options.attestUntil ?? '2027-12-31');
    await publishEvent(namespace, coursePublishedV1, { subject: courseId, data: published });
    const milestones =
      options.passed === false ? ['openedAt'] : ['openedAt', 'watchedAt', 'testPassedAt', 'checksCompletedAt'];
    await eventually(async () => {
      const known = await Promise.all([
        collection('accountCopies').findOne({ _id: accountId }),
        collection('courseCopies').findOne({ _id: courseId }),
        collection('completions').findOne({ _id: enrolmentId }),
      ]);
      return known.every(Boolean) && milestones.every((milestone) => known[2] && milestone in known[2]);
    });
    const http = service.http.as(await tokenFor({ accountId }));
    const request = (declarations = allDeclared) =>
      http.post<AttestBody>('/api/v1/attests', { enrolmentId, declarations });
    return { accountId, courseId, enrolmentId, http, request };
  }

  async function run(): Promise<RunBody> {
    const started = await staff.post<RunBody>('/api/v1/admin/registration-runs', { month });
    if (started.status !== 202) throw new Error(`no run: ${started.status} ${started.bytes.toString()}`);
    return eventually(async () => {
      const { body } = await staff.get<RunBody>(`/api/v1/admin/registration-runs/${started.body.id}`);
      return body.state === 'done' && body;
    });
  }

  async function stop(): Promise<void> {
    await events.stop();
    for (const jobs of [withdrawals, ovb, mails]) await jobs.stop();
    await service.stop();
  }

  return { service, mails, ovb, withdrawals, events, staff, achieve, close, isClosed, change, learner, run, stop };
}
