import { staffRoles } from '@leerhuis/auth';
import { federationCodes } from '@leerhuis/federations';
import {
  addressSchema,
  companyName,
  dateTime,
  emailSchema,
  enterpriseNumberSchema,
  type InputFault,
  idSchema,
  lineText,
  localeSchema,
  personName,
  toldTogether,
} from '@leerhuis/http-api';
import type { LocalisedText } from '@leerhuis/language';
import { z } from 'zod';
import type { Place } from '../sessions/domain/place.ts';
import { wordedMembership } from './account-problems.ts';
import { passwordErrors } from './demand-strength.ts';
import { checkMemberships } from './domain/account.ts';

/** What is wrong with it is told by the rule (C-4), so the shape only bounds it. */
const passwordField = z.string().min(1).max(200);

const membership = z
  .strictObject({
    federation: z.enum(federationCodes),
    memberNumber: lineText(30).describe('As the federation gave it; dots, dashes and spaces do not matter'),
  })
  .meta({ id: 'Membership' });

/** Fields of a form that may hold anything. */
type Form = Record<string, unknown> | null | undefined;
const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

/** What is wrong with member numbers, beside whatever else is wrong with the form. */
function membershipFaults(value: unknown): InputFault[] {
  const read = z.array(membership).safeParse((value as Form)?.['memberships']);
  if (!read.success) return [];
  return checkMemberships(read.data).faults.map((fault) => ({
    path: ['memberships', fault.index, 'memberNumber'],
    message: wordedMembership(fault),
  }));
}

/** What is wrong with a password that was chosen, beside whatever else is wrong with the form (C-4). */
export function passwordFaultsIn(value: unknown): InputFault[] {
  const { password, email, firstName, lastName } = (value ?? {}) as Record<string, unknown>;
  if (!passwordField.safeParse(password).success) return [];
  const owner = { email: textOf(email), firstName: textOf(firstName), lastName: textOf(lastName) };
  return passwordErrors(textOf(password), owner, 'password').map(({ message }) => ({
    path: ['password'],
    message: message as LocalisedText,
  }));
}

const address = addressSchema({ street: 200, city: 100 }).meta({ id: 'Address' });

const company = z
  .strictObject({
    name: companyName(200),
    enterpriseNumber: enterpriseNumberSchema.nullable(),
  })
  .meta({ id: 'Company' });

const profile = {
  firstName: personName(100),
  lastName: personName(100),
  locale: localeSchema,
  memberships: z.array(membership).max(5),
  company: company.nullable(),
  address: address.nullable(),
};

const newProfile = {
  ...profile,
  locale: profile.locale.default('nl'),
  memberships: profile.memberships.default([]),
  company: profile.company.default(null),
  address: profile.address.default(null),
};

export const registerBody = toldTogether(
  z.strictObject({ email: emailSchema, password: passwordField, ...newProfile }).meta({ id: 'Registration' }),
  (value) => [...membershipFaults(value), ...passwordFaultsIn(value)],
);

/** Of an account that staff make for somebody. */
export const customerBody = toldTogether(
  z.strictObject({ email: emailSchema, ...newProfile }).meta({ id: 'NewAccount' }),
  membershipFaults,
);

export const changeBody = toldTogether(
  z.strictObject(profile).partial().meta({ id: 'ProfileChange' }),
  membershipFaults,
);

export const accountView = z
  .object({
    id: idSchema,
    email: z.string(),
    emailConfirmed: z.boolean(),
    pendingEmail: z.object({ email: z.string(), askedAt: dateTime, expiresAt: dateTime }).nullable().meta({
      description: 'Another address that was asked for and is to be confirmed, by its link until `expiresAt`',
    }),
    firstName: z.string(),
    lastName: z.string(),
    locale: localeSchema,
    memberships: z.array(z.object({ federation: z.string(), memberNumber: z.string() })),
    company: z.object({ name: z.string(), enterpriseNumber: z.string().nullable() }).nullable(),
    address: z.object({ street: z.string(), postalCode: z.string(), city: z.string(), country: z.string() }).nullable(),
    roles: z
      .array(z.enum(['learner', 'staff', ...staffRoles]))
      .meta({ description: '`staff` is all roles of staff together' }),
    registeredAt: dateTime,
  })
  .meta({ id: 'Account' });

/** An account as its owner sees it, with for whom they act. */
export function meViewOf(place: z.ZodType<Place>) {
  return accountView
    .extend({
      actingAs: place.nullable().describe('What this token acts for (C-5); null: for myself'),
      mayActAs: z.array(place).describe('For whom I may act besides myself, by name'),
    })
    .meta({ id: 'Me' });
}

export const emailBody = z.strictObject({ email: emailSchema }).meta({ id: 'EmailAddress' });
export const resetBody = z.strictObject({ password: passwordField }).meta({ id: 'PasswordReset' });
export const changePasswordBody = z
  .strictObject({ currentPassword: passwordField, newPassword: passwordField })
  .meta({ id: 'PasswordChange' });
export const tokenParams = z.strictObject({ token: z.string().regex(/^[\w-]{43}$/) });
export const acceptedView = z.object({ email: z.string(), status: z.literal('confirmation-sent') });
