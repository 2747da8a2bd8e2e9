import { federationCodes } from '@leerhuis/federations';
import { locales } from '@leerhuis/language';
import { z } from 'zod';

/** Building blocks that several contracts share. */
/** A share of a course that has to be watched, in percents: tenths, as they are told. */
export const watchPercent = z.int().min(10).max(100).multipleOf(10);
export const id = z.string().min(1).max(100);
export const instant = z.iso.datetime();
/** Calendar day in the provider's time zone. */
export const day = z.iso.date();
export const locale = z.enum(locales);
export const federation = z.enum(federationCodes);
/** Integer cents. */
export const money = z.object({ amount: z.int(), currency: z.literal('EUR') });
export const text = z.object({ nl: z.string(), fr: z.string().optional(), en: z.string().optional() });
/** Grows by one with each change of the aggregate; consumers keep the highest they saw. */
export const revision = z.int().min(1);
/** Percent, e.g. 21. */
export const vatRate = z.number().min(0).max(100);
/** For whom something was taken or bought: an organisation; null, or not there in what was told before there were any: for the person themself. */
export const forOrganisation = id.nullable().optional();
