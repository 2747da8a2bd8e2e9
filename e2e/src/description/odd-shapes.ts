import type { OpenApiDocument } from '@leerhuis/http-api';
import { type JsonSchema, resolve } from '../baseline/compare-schemas.ts';
import { type AnsweredField, alternativesOf, answeredFields, operationsOf } from './answered-fields.ts';

/** Fields whose values are no words of ours, by name or by place, and why. */
const foreignValues: Record<string, string> = {
  federation: 'codes of federations',
  'Profession.federation.code': 'codes of federations',
  country: 'ISO 3166-1',
  currency: 'ISO 4217',
  tokenType: 'RFC 6749',
  mode: 'as registrations say it to federations, in files and on queues too',
};

/** Fields that are called as states are not, by place, and why. */
const noStates: Record<string, string> = {
  'POST /api/v1/accounts.status': 'what was done, not how a thing stands',
  'POST /api/v1/password-resets.status': 'what was done, not how a thing stands',
};

/** Schemas that staff edit, in all languages at once. */
const inAllLanguages = ['StaffCourse'];
/** Where `title` is what staff typed for a course, not the course's own. */
const typed = ['NewsletterBlock.title'];

type Allowed = Readonly<Record<string, string>>;

/** Fields and parameters that are spelled or shaped otherwise than the rest; those of before, which are deprecated, may be. */
export function oddShapes(
  document: OpenApiDocument,
  { values = foreignValues, names = noStates }: { values?: Allowed; names?: Allowed } = {},
): string[] {
  const fields = answeredFields(document).filter(({ schema }) => schema['deprecated'] !== true);
  const parameters = operationsOf(document).flatMap(([title, operation]) => parametersOf(title, operation, document));
  return [
    ...[...fields, ...parameters].flatMap((field) => [...oddValues(field, values), ...oddStates(field, names)]),
    ...fields.flatMap((field) => oddTitles(field)),
    ...Object.keys(names)
      .filter((one) => !fields.some(({ at }) => at === one))
      .map((one) => `${one} is exempt and is in no answer`),
  ];
}

function oddValues({ at, name, schema }: AnsweredField, allowed: Allowed): string[] {
  if (name in allowed || at in allowed) return [];
  const found = valuesOf(schema).filter((value) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(value));
  return found.map((value) => `${at}: ${value} is not in words of small letters with dashes between`);
}

/** How a thing stands is its `state`. */
function oddStates({ at, name }: AnsweredField, allowed: Allowed): string[] {
  return /^(status|access|phase|stage)$/.test(name) && !(at in allowed) ? [`${at}: call it \`state\``] : [];
}

/** `title` is of the thing itself, `courseTitle` of its course; each is one text, in the language that was asked for. */
function oddTitles({ at, name, schema, siblings }: AnsweredField): string[] {
  if (name !== 'title' && !name.endsWith('Title')) return [];
  const isText = [schema, ...alternativesOf(schema)].every(({ properties }) => properties === undefined);
  const isEdited = inAllLanguages.some((edited) => at.startsWith(`${edited}.`));
  return [
    ...(isText || isEdited ? [] : [`${at}: give one text, in the language that is asked for`]),
    ...(name === 'title' && 'courseId' in siblings && !('courseTitle' in siblings) && !typed.includes(at)
      ? [`${at}: of a course by its id, call it \`courseTitle\``]
      : []),
  ];
}

function valuesOf(schema: JsonSchema): string[] {
  const own = [schema['enum'], schema['const']].flat().filter((value) => typeof value === 'string');
  const items = schema['items'] ? valuesOf(schema['items'] as JsonSchema) : [];
  return [...own, ...items, ...alternativesOf(schema).flatMap(valuesOf)];
}

function parametersOf(
  title: string,
  { parameters = [] }: { parameters?: JsonSchema[] },
  document: OpenApiDocument,
): AnsweredField[] {
  return parameters
    .map((parameter) => resolve(parameter, document))
    .filter((parameter) => parameter['in'] === 'query')
    .map((parameter) => {
      const schema = resolve((parameter['schema'] ?? {}) as JsonSchema, document);
      return { at: `${title}?${parameter['name']}`, name: String(parameter['name']), schema, siblings: {} };
    })
    .filter(({ schema }) => schema['deprecated'] !== true);
}
