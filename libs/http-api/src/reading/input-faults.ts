import type { LocalisedText } from '@leerhuis/language';
import { z } from 'zod';
import { emailRules } from '../declaring/email.ts';
import { nameRules } from '../declaring/names.ts';
import { timeRules } from '../declaring/schemas.ts';
import { textRules } from '../declaring/texts.ts';

/** One thing that is wrong with what came in. */
export interface InputFault {
  path: PropertyKey[];
  message: LocalisedText;
}

const rules = new Map([...textRules, ...nameRules, ...emailRules, ...timeRules]);
const languages = { nl: z.locales.nl(), fr: z.locales.fr(), en: z.locales.en() };
/** Stands where zod would write for programmers. */
const unsaid = '\u0000';

type FaultsOf = (value: unknown) => InputFault[];
const told = new WeakMap<z.ZodType, FaultsOf>();

/**
 * Has what is wrong by rules told together with what is wrong by the schema, so that one answer names all that is wrong with a form. What
 * is wrong by rules alone is not told here: who handles it refuses it in its own words.
 * @param faultsOf is given whatever came in, and passes over what it can't read
 * @returns the schema itself
 */
export function toldTogether<S extends z.ZodType>(schema: S, faultsOf: FaultsOf): S {
  told.set(schema, faultsOf);
  return schema;
}

/**
 * A value read by its schema, or what is wrong with it in words for people: the deepest field that can be named, and what to
 * give. Refinements say it themselves by `params: { message: { nl, fr, en } }`.
 */
export function readInput<S extends z.ZodType>(
  schema: S,
  value: unknown,
): { value: z.output<S> } | { faults: InputFault[] } {
  const read = schema.safeParse(value, { error: () => unsaid, reportInput: true });
  if (read.success) return { value: read.data };
  return {
    faults: [...read.error.issues.flatMap((issue) => faultsOf(issue, [])), ...(told.get(schema)?.(value) ?? [])],
  };
}

function faultsOf(issue: z.core.$ZodIssue, before: PropertyKey[]): InputFault[] {
  const path = [...before, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return nearest(issue.errors).flatMap((inner) => {
      if (inner.code !== 'unrecognized_keys' || inner.path.length > 0) return faultsOf(inner, path);
      return inner.keys.map((key) => ({ path: [...path, key], message: ofAnotherWay(key, issue.errors) }));
    });
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key], message: unknownField }));
  }
  return [{ path, message: messageOf(issue) }];
}

/** A field that one way doesn't have and another has: the fields that it doesn't go together with are those that the other lacks. */
function ofAnotherWay(key: string, ways: z.core.$ZodIssue[][]): LocalisedText {
  const lacking = ways
    .map((way) =>
      way.flatMap((issue) => (issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : [])),
    )
    .find((keys) => keys.length > 0 && !keys.includes(key));
  if (!lacking) return unknownField;
  const [nl, fr, en] = [' en ', ' et ', ' and '].map((and) => lacking.join(and));
  return { nl: `Gaat niet samen met ${nl}`, fr: `Ne va pas avec ${fr}`, en: `Does not go together with ${en}` };
}

/** Of the ways in which a value could be right, the one from which it is the least away. */
function nearest(ways: z.core.$ZodIssue[][]): z.core.$ZodIssue[] {
  return ways.reduce((best, way) => (distance(way) < distance(best) ? way : best));
}

/** Not even of the right kind is farther away than any number of wrong fields. */
function distance(issues: z.core.$ZodIssue[]): number {
  return issues.reduce((sum, { code, path }) => sum + (code === 'invalid_type' && path.length === 0 ? 100 : 1), 0);
}

const unknownField: LocalisedText = { nl: 'Onbekend veld', fr: 'Champ inconnu', en: 'Unknown field' };
const required: LocalisedText = {
  nl: 'Dit veld is verplicht',
  fr: 'Ce champ est obligatoire',
  en: 'This field is required',
};
const wrongForm: LocalisedText = {
  nl: 'Heeft niet de verwachte vorm',
  fr: "N'a pas la forme attendue",
  en: 'Does not have the expected form',
};

const kinds: Record<string, LocalisedText> = {
  string: { nl: 'een tekst', fr: 'un texte', en: 'a text' },
  number: { nl: 'een getal', fr: 'un nombre', en: 'a number' },
  int: { nl: 'een geheel getal', fr: 'un nombre entier', en: 'a whole number' },
  boolean: { nl: 'true of false', fr: 'true ou false', en: 'true or false' },
  array: { nl: 'een lijst', fr: 'une liste', en: 'a list' },
  object: { nl: 'een object', fr: 'un objet', en: 'an object' },
};

function messageOf(issue: z.core.$ZodIssue): LocalisedText {
  if (issue.message !== unsaid) return { nl: issue.message };
  const said = ownWords(issue);
  if (said) return said;
  const { nl, fr, en } = languages;
  const text = ({ localeError }: typeof nl) => {
    const error = localeError(issue as z.core.$ZodRawIssue);
    return (typeof error === 'string' ? error : error?.message) ?? '';
  };
  return { nl: text(nl), fr: text(fr), en: text(en) };
}

function ownWords(issue: z.core.$ZodIssue): LocalisedText | undefined {
  if (issue.code === 'custom') return issue.params?.['message'] as LocalisedText | undefined;
  if (issue.input === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value')) return required;
  if (issue.code === 'invalid_type') {
    const kind = kinds[issue.expected];
    return kind && { nl: `Moet ${kind.nl} zijn`, fr: `Doit être ${kind.fr}`, en: `Must be ${kind.en}` };
  }
  if (issue.code === 'invalid_format' && issue.format === 'regex') {
    return rules.get(issue.pattern ?? '')?.(String(issue.input)) ?? wrongForm;
  }
  if (issue.code === 'invalid_format') return formats[issue.format];
  if (issue.code === 'invalid_union' && issue.discriminator) return kindOf(issue);
  if (issue.code === 'invalid_value') return oneOf(issue.values);
  if (issue.code === 'too_small') return bound(issue.code, issue.origin, issue.minimum, issue.inclusive);
  if (issue.code === 'too_big') return bound(issue.code, issue.origin, issue.maximum, issue.inclusive);
  return undefined;
}

const formats: Record<string, LocalisedText> = {
  date: {
    nl: 'Geef een bestaande dag, zo geschreven: 2026-12-31',
    fr: 'Donnez un jour qui existe, écrit ainsi : 2026-12-31',
    en: 'Give a day that exists, written like this: 2026-12-31',
  },
  datetime: {
    nl: 'Geef een moment, zo geschreven: 2026-12-31T14:30:00Z',
    fr: 'Donnez un moment, écrit ainsi : 2026-12-31T14:30:00Z',
    en: 'Give a moment, written like this: 2026-12-31T14:30:00Z',
  },
  url: { nl: 'Geen geldig webadres', fr: 'Pas une adresse web valable', en: 'Not a sound web address' },
  uuid: { nl: 'Geen geldig id', fr: 'Pas un identifiant valable', en: 'Not a sound id' },
};

/** What is asked to be agreed to can only be `true`. */
const agree: LocalisedText = {
  nl: 'Dit is nodig om verder te gaan (true)',
  fr: 'Ceci est nécessaire pour continuer (true)',
  en: 'This is needed to go on (true)',
};

function oneOf(values: readonly unknown[]): LocalisedText {
  if (values.length === 1 && values[0] === true) return agree;
  const all = values.map(String).join(', ');
  if (values.length === 1) return { nl: `Moet ${all} zijn`, fr: `Doit être ${all}`, en: `Must be ${all}` };
  return { nl: `Kies een van deze: ${all}`, fr: `Choisissez parmi : ${all}`, en: `Choose one of: ${all}` };
}

/** Of what says of which kind it is: a kind that there is. */
function kindOf(issue: z.core.$ZodIssueInvalidUnion): LocalisedText {
  const given = (issue.input as Record<string, unknown> | undefined)?.[issue.discriminator ?? ''];
  return given === undefined || !('options' in issue) ? required : oneOf(issue.options ?? []);
}

const atLeastOne: LocalisedText = { nl: 'Geef er minstens één', fr: 'Donnez-en au moins un', en: 'Give at least one' };

const bounds = {
  too_small: { inclusive: ['Minstens', 'Au moins', 'At least'], exclusive: ['Meer dan', 'Plus de', 'More than'] },
  too_big: { inclusive: ['Hoogstens', 'Au plus', 'At most'], exclusive: ['Minder dan', 'Moins de', 'Less than'] },
};
type InEach = [nl: string, fr: string, en: string];
const none: InEach = ['', '', ''];
const units: Record<string, { one: InEach; more: InEach }> = {
  number: { one: none, more: none },
  int: { one: none, more: none },
  string: { one: [' teken', ' caractère', ' character'], more: [' tekens', ' caractères', ' characters'] },
  array: { one: [' element', ' élément', ' element'], more: [' elementen', ' éléments', ' elements'] },
};
const numbers = ['nl-BE', 'fr-BE', 'en-IE'].map((tag) => new Intl.NumberFormat(tag, { maximumFractionDigits: 20 }));

function bound(
  code: keyof typeof bounds,
  origin: string,
  limit: number | bigint,
  inclusive = true,
): LocalisedText | undefined {
  if (code === 'too_small' && origin === 'array' && Number(limit) === 1 && inclusive) return atLeastOne;
  const unit = units[origin];
  if (!unit) return undefined;
  const [nl, fr, en] = bounds[code][inclusive ? 'inclusive' : 'exclusive'].map(
    (word, n) => `${word} ${numbers[n]?.format(limit)}${unit[Number(limit) === 1 ? 'one' : 'more'][n]}`,
  );
  return { nl: nl ?? '', fr, en };
}
