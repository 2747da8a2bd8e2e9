import { company, tax, vat } from './questions/business.ts';
import { aml, deontology, privacy } from './questions/conduct.ts';
import { family, inheritance, mediation } from './questions/family.ts';
import { digital, procedure } from './questions/practice.ts';
import { coownership, rental, sale } from './questions/property.ts';
import type { DemoTheme } from './shapes.ts';

/** Courses on one theme draw their final test from one question bank. */
export const themes: Record<string, DemoTheme> = {
  aml,
  company,
  coownership,
  deontology,
  digital,
  family,
  inheritance,
  mediation,
  privacy,
  procedure,
  rental,
  sale,
  tax,
  vat,
};
