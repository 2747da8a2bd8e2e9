import { randomInt } from 'node:crypto';
import { type Api, openApi } from './api.ts';
import { type Mailbox, openMailbox } from './mailbox.ts';
import type { RunningSystem } from './running-system.ts';
import { demand } from './until.ts';

export interface Money {
  amount: number;
  currency: string;
}

export interface CourseView {
  id: string;
  code: string;
  title: string;
  minutes: number;
  trailerUrl: string;
  accreditations: { federation: string; accreditationNumber: string; attestUntil: string }[];
}

export interface OrderView {
  id: string;
  status: string;
  total: Money;
  lines: { kind: string; itemId: string; activation: { id: string } | null }[];
  proForma: { id: string; number: string; dueDate: string; structuredCommunication: string; pdfUrl: string };
  invoice: { id: string; number: string; issuedOn: string; pdfUrl: string } | null;
}

export interface PaymentView {
  id: string;
  status: string;
  amount: Money;
  checkoutUrl: string | null;
}

export interface AttestView {
  id: string;
  verifyUrl: string;
  pdfUrl: string | null;
  federations: {
    federation: string;
    memberNumber: string;
    notice?: string | null;
    registration: { id: string; state: string; reason: string | null } | null;
  }[];
}

/** Somebody on the list of people of a company. */
export interface MemberView {
  id: string;
  accountId: string | null;
  firstName: string;
  lastName: string;
  email: string | null;
  roles: string[];
  rights: string[];
  state: string;
  invitation: { state: string } | null;
}

/** A company that buys for its people. */
export interface Company {
  id: string;
  name: string;
  /** End of the addresses of its people, unique per play. */
  mailDomain: string;
  /** Who asked for it; `learner` is them for themselves, `acting` for the company. */
  manager: Journey;
  acting: Api;
  /** Who works there, and accepts the invitation; as the manager. */
  employee?: Journey & { acting: Api; membershipId: string };
}

/** Each course of the journey is opened in another way. */
export type Way = 'before-payment' | 'payment' | 'credit';

/** Who plays and what came of it so far; steps read and add. */
export interface Journey {
  system: RunningSystem;
  /** ms that something may take to come by message. */
  within: number;
  visitor: Api;
  mailbox: Mailbox;
  /** A lawyer who is a mediator too, so that both ways of being certified are seen; unique per play. */
  person: {
    email: string;
    password: string;
    firstName: string;
    lastName: string;
    numbers: { OVB: string; FBC: string };
  };
  learner?: Api;
  session?: { refreshToken: string };
  staff?: Api;
  courses?: Record<Way, CourseView>;
  creditPackageId?: string;
  order?: OrderView;
  payment?: PaymentView;
  enrolments: Partial<Record<Way, string>>;
  /** The latest attempt at a final test. */
  attemptId?: string;
  attests: Partial<Record<Way, AttestView>>;
  /** Somebody of the same office. */
  colleague?: Journey;
  company?: Company;
}

export interface JourneyOptions {
  /** ms that a service may be away before the journey gives up. */
  patience?: number;
  within?: number;
}

const digits = (count: number) => Array.from({ length: count }, () => randomInt(1, 10)).join('');

export function newJourney(
  system: RunningSystem,
  { patience = 20_000, within = 30_000 }: JourneyOptions = {},
): Journey {
  // many journeys may begin in the same millisecond
  const play = `${Date.now().toString(36)}${digits(8)}`;
  return {
    system,
    within,
    visitor: openApi({ baseUrl: system.gatewayUrl, locale: 'nl', patience }),
    mailbox: openMailbox(system.mailUrl, within),
    person: {
      email: `hilde.${play}@praktijk.example`,
      password: 'Zonsondergang-41!',
      firstName: 'Hilde',
      lastName: 'Peeters',
      numbers: { OVB: digits(7), FBC: `B${digits(6)}` },
    },
    enrolments: {},
    attests: {},
  };
}

/** What an earlier step left; without it the steps were played in the wrong order. */
export function given<K extends keyof Journey>(journey: Journey, what: K): NonNullable<Journey[K]> {
  const value = journey[what];
  demand(value !== undefined && value !== null, `there is no ${what} yet`);
  return value as NonNullable<Journey[K]>;
}

export interface Step {
  name: string;
  /** Gives what came back, in one line. */
  play(journey: Journey): Promise<string>;
}

export const euro = ({ amount }: Money): string => `€ ${(amount / 100).toFixed(2)}`;
