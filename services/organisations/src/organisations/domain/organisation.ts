import type { Locale } from '@leerhuis/language';
import { chamberNumberDigits, enterpriseNumberDigits, establishmentDigits } from '@leerhuis/money';

/** Where the registers are whose numbers we take. */
export const registerCountries = ['BE', 'NL'] as const;
export type RegisterCountry = (typeof registerCountries)[number];

export const organisationKinds = ['company', 'office', 'care-organisation', 'quality-centre'] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

export const bindings = ['yes', 'after-yes', 'no'] as const;

export interface Address {
  street: string;
  postalCode: string;
  city: string;
  country: string;
}

export interface Establishment {
  /** Of the register; null for one that has none. */
  number: string | null;
  name: string | null;
  address: Address;
  iban: string | null;
  /** Five digits of NACE-BEL. */
  naceBel: string | null;
}

/** What a manager may say of an organisation. */
export interface Details {
  name: string;
  vatNumber: string | null;
  address: Address;
  /** Where post goes, if elsewhere. */
  postalAddress: Address | null;
  invoiceEmail: string;
  locale: Locale;
  demandsOrderNumber: boolean;
  employeesMayBind: (typeof bindings)[number];
  kind: OrganisationKind;
  legalForm: string | null;
  establishments: Establishment[];
}

/** What it is known by, which staff alone correct. */
export interface Identity {
  country: RegisterCountry;
  enterpriseNumber: string;
  /** Number of the establishment, where several houses of a group are organisations of their own. */
  establishment: string | null;
}

export interface Asker {
  firstName: string;
  lastName: string;
  email: string;
  phone: string | null;
  locale: Locale;
  /** Of who was logged in. */
  accountId: string | null;
}

export interface Organisation extends Details, Identity {
  id: string;
  revision: number;
  state: 'requested' | 'active' | 'closed';
  buysOnAccount: boolean;
  /** Who asked for it, and what they said; null when staff made it. */
  request: { by: Asker; at: Date; message: string | null } | null;
  madeAt: Date;
  /** Why it is closed, or was never taken in. */
  closed: { at: Date; by: string; reason: string; mergedInto: string | null } | null;
}

/** The one organisation of a number and an establishment. */
export function keyOf({ country, enterpriseNumber, establishment }: Identity): string {
  return `${country}${enterpriseNumber}${establishment ? `/${establishment}` : ''}`;
}

/** Under which the size of an enterprise is known, whatever its houses (K-2). */
export function enterpriseOf({ country, enterpriseNumber }: Identity): string {
  return `${country}${enterpriseNumber}`;
}

/** The digits of an enterprise number as its register gives it; null when it is none. Dutch numbers have no check digits. */
export function registeredNumber(text: string, country: RegisterCountry): string | null {
  return country === 'BE' ? enterpriseNumberDigits(text) : chamberNumberDigits(text);
}

export const establishmentNumber = (text: string, country: RegisterCountry): string | null =>
  establishmentDigits(text, country);

export type OrganisationRefusal = { refused: 'wrong-state'; state: Organisation['state'] } | { refused: 'itself' };
type Decided = { organisation: Organisation } | OrganisationRefusal;

/** Asked for by anybody (C-1). */
export function ask(
  id: string,
  wanted: Details & Identity,
  { by, message }: { by: Asker; message: string | null },
  now: Date,
): Organisation {
  return { ...newOf(id, wanted, now), state: 'requested', request: { by, at: now, message } };
}

/** Made by staff, without being asked. */
export function make(id: string, wanted: Details & Identity, buysOnAccount: boolean, now: Date): Organisation {
  return { ...newOf(id, wanted, now), state: 'active', buysOnAccount, request: null };
}

function newOf(id: string, wanted: Details & Identity, now: Date) {
  return { ...wanted, id, revision: 1, buysOnAccount: false, madeAt: now, closed: null };
}

/** Staff take it in (C-1). */
export function approve(known: Organisation): Decided {
  if (known.state !== 'requested') return { refused: 'wrong-state', state: known.state };
  return { organisation: next(known, { state: 'active' }) };
}

/** Staff refuse the request, in words for who asked (C-1). */
export function refuse(known: Organisation, by: string, reason: string, now: Date): Decided {
  if (known.state !== 'requested') return { refused: 'wrong-state', state: known.state };
  return { organisation: next(known, { state: 'closed', closed: { at: now, by, reason, mergedInto: null } }) };
}

export function close(known: Organisation, by: string, reason: string, now: Date): Decided {
  if (known.state !== 'active') return { refused: 'wrong-state', state: known.state };
  return { organisation: next(known, { state: 'closed', closed: { at: now, by, reason, mergedInto: null } }) };
}

/** Becomes part of another, which takes its people over. */
export function merge(
  known: Organisation,
  into: Organisation,
  { by, reason }: { by: string; reason: string },
  now: Date,
): Decided {
  if (known.id === into.id) return { refused: 'itself' };
  for (const { state } of [known, into]) if (state !== 'active') return { refused: 'wrong-state', state };
  return { organisation: next(known, { state: 'closed', closed: { at: now, by, reason, mergedInto: into.id } }) };
}

/** Of a closed one nothing changes any more. */
export function change(
  known: Organisation,
  changes: Partial<Details & Identity & Pick<Organisation, 'buysOnAccount'>>,
): Decided {
  if (known.state === 'closed') return { refused: 'wrong-state', state: known.state };
  return { organisation: next(known, changes) };
}

function next(known: Organisation, changes: Partial<Organisation>): Organisation {
  return { ...known, ...changes, revision: known.revision + 1 };
}
