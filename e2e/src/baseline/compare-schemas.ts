/** A JSON schema, and what its references point to. */
export interface Located {
  schema: JsonSchema;
  /** The document for `#/…`. */
  root: unknown;
}
export type JsonSchema = Record<string, unknown>;

/** Who relies on the schema of before: who sends what is taken here, or who reads what is given. */
export type Way = 'taken' | 'given';

export interface Fault {
  /** The field, e.g. `items[].title`. */
  at: string;
  what: string;
}

/** What to do instead, in a test's words. */
export const advice = {
  taken: 'go on taking what was taken: a new field is optional, one that is needed no more is ignored',
  given: 'go on giving what was given: a new field may come, a new value or meaning is a new version beside the old',
};

/**
 * What somebody who relies on the schema of before would stumble over.
 * @returns an empty list when there is nothing
 */
export function compareSchemas(way: Way, before: Located, after: Located, at = ''): Fault[] {
  const [old, now] = [variantsOf(before), variantsOf(after)];
  // each form that clients send must be taken; each form that is given must be one that they know
  const [forms, among] = way === 'taken' ? [old, now] : [now, old];
  return forms.flatMap((form) => {
    const alike = among.filter((one) => otherTag(form, one) === undefined);
    if (alike.length === 0) return [newForm(way, form, among, at)];
    const found = alike.map((one) =>
      way === 'taken' ? compareForms(way, form, one, at) : compareForms(way, one, form, at),
    );
    return found.reduce((best, faults) => (faults.length < best.length ? faults : best));
  });
}

/** The field that says which of several forms this is, where it says another than the other; undefined for one form. */
function otherTag(form: Located, other: Located): string | undefined {
  const fields = fieldsOf(other);
  return Object.entries(fieldsOf(form)).find(([name, { schema }]) => {
    const there = fields[name]?.schema;
    return there && 'const' in schema && 'const' in there && schema['const'] !== there['const'];
  })?.[0];
}

function newForm(way: Way, form: Located, among: Located[], at: string): Fault {
  const [closest] = among;
  const tag = closest && otherTag(form, closest);
  if (!tag) return { at, what: `${describe(form.schema)} is ${way === 'taken' ? 'no longer taken' : 'new'}` };
  const value = fieldsOf(form)[tag]?.schema['const'];
  return { at: path(at, tag), what: `${value} is ${way === 'taken' ? 'no longer taken' : 'a new value'}` };
}

const path = (at: string, name: string): string => (at === '' ? name : `${at}.${name}`);

function compareForms(way: Way, before: Located, after: Located, at: string): Fault[] {
  const [old, now] = [before.schema, after.schema];
  const wider = way === 'taken' ? now : old;
  const isAny = wider['type'] === undefined && valuesOf(wider) === null;
  if (isAny) return [];
  const narrower = way === 'taken' ? old : now;
  const bothNumbers = wider['type'] === 'number' && narrower['type'] === 'integer';
  const types = [typeOf(wider), typeOf(narrower)];
  if (!bothNumbers && types[0] !== types[1]) return [{ at, what: `was ${describe(old)}, is ${describe(now)}` }];
  return [
    ...compareValues(way, old, now, at),
    ...compareLimits(way, old, now, at),
    ...compareFields(way, before, after, at),
    ...compareItems(way, before, after, at),
  ];
}

function compareValues(way: Way, old: JsonSchema, now: JsonSchema, at: string): Fault[] {
  const [allowed, used] = way === 'taken' ? [valuesOf(now), valuesOf(old)] : [valuesOf(old), valuesOf(now)];
  if (allowed === null) return [];
  const list = allowed.join(', ');
  if (used === null) return [{ at, what: way === 'taken' ? `is now one of ${list}` : `was one of ${list}, is any` }];
  const word = way === 'taken' ? 'no longer taken' : 'a new value';
  return used.filter((value) => !allowed.includes(value)).map((value) => ({ at, what: `${value} is ${word}` }));
}

/** Formats that take all of another. */
const wider: Record<string, string> = { 'idn-email': 'email' };

/** Lengths and sizes that clients kept to and that are no longer enough, and forms of texts. */
function compareLimits(way: Way, old: JsonSchema, now: JsonSchema, at: string): Fault[] {
  const [allowed, used] = way === 'taken' ? [now, old] : [old, now];
  const faults: Fault[] = [];
  const taken = [allowed['format'], wider[String(allowed['format'])] ?? allowed['format']];
  if (allowed['format'] !== undefined && !taken.includes(used['format']) && valuesOf(used) === null)
    faults.push({ at, what: `its format was ${old['format'] ?? 'free'}, is ${now['format'] ?? 'free'}` });
  if (way === 'given') return faults;
  const most: JsonSchema = { ...old, maxLength: old['maxLength'] ?? longestOf(old['pattern']) };
  for (const name of ['maxLength', 'maxItems', 'maximum'] as const)
    if (Number(now[name] ?? Infinity) < Number(most[name] ?? Infinity))
      faults.push({ at, what: `${name} became ${now[name]}` });
  for (const name of ['minLength', 'minItems', 'minimum'])
    if (Number(now[name] ?? -Infinity) > Number(old[name] ?? -Infinity))
      faults.push({ at, what: `${name} became ${now[name]}` });
  return faults;
}

function compareFields(way: Way, before: Located, after: Located, at: string): Fault[] {
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  const [oldNeeds, nowNeeds] = [requiredOf(before), requiredOf(after)];
  const gone = Object.keys(old).filter((name) => !now[name]);
  const faults: Fault[] = gone.map((name) => ({ at: path(at, name), what: 'is gone' }));
  if (way === 'taken')
    for (const name of nowNeeds.filter((one) => !oldNeeds.includes(one)))
      faults.push({ at: path(at, name), what: 'is newly required' });
  else
    for (const name of oldNeeds.filter((one) => now[one] && !nowNeeds.includes(one)))
      faults.push({ at: path(at, name), what: 'is no longer always there' });
  for (const [name, field] of Object.entries(old)) {
    const other = now[name];
    if (other) faults.push(...compareSchemas(way, field, other, path(at, name)));
  }
  return faults;
}

function compareItems(way: Way, before: Located, after: Located, at: string): Fault[] {
  const faults: Fault[] = [];
  for (const [keyword, sign] of [
    ['items', '[]'],
    ['additionalProperties', '{}'],
  ] as const) {
    const [old, now] = [before.schema[keyword], after.schema[keyword]];
    if (!isSchema(old) || !isSchema(now)) continue;
    faults.push(...compareSchemas(way, { ...before, schema: old }, { ...after, schema: now }, `${at}${sign}`));
  }
  return faults;
}

/** The forms of which a value has one: alternatives and lists of types apart. */
function variantsOf({ schema, root }: Located): Located[] {
  const target = resolve(schema, root);
  const choices = target['anyOf'] ?? target['oneOf'];
  if (Array.isArray(choices)) return choices.flatMap((choice) => variantsOf({ schema: choice as JsonSchema, root }));
  const type = target['type'];
  if (Array.isArray(type)) return type.map((one) => ({ schema: { ...target, type: one }, root }));
  return [{ schema: target, root }];
}

/** @throws Error for a reference that points nowhere */
export function resolve(schema: JsonSchema, root: unknown): JsonSchema {
  const ref = schema['$ref'];
  if (typeof ref !== 'string') return schema;
  const found = ref
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((at, name) => (at as JsonSchema | undefined)?.[name.replaceAll('~1', '/')], root);
  if (!isSchema(found)) throw new Error(`${ref} points nowhere`);
  return resolve(found, root);
}

function fieldsOf({ schema, root }: Located): Record<string, Located> {
  const properties = (schema['properties'] ?? {}) as Record<string, JsonSchema>;
  return Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, { schema: field, root }]));
}

const requiredOf = ({ schema }: Located): string[] => (schema['required'] ?? []) as string[];
const isSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null;

function valuesOf(schema: JsonSchema): unknown[] | null {
  if ('const' in schema) return [schema['const']];
  return Array.isArray(schema['enum']) ? schema['enum'] : null;
}

function typeOf(schema: JsonSchema): string {
  const [value] = valuesOf(schema) ?? [];
  return String(schema['type'] ?? (value === null ? 'null' : typeof value));
}

function describe(schema: JsonSchema): string {
  const values = valuesOf(schema);
  return values ? values.join(' or ') : String(schema['type'] ?? 'anything');
}

/** How long a text can be that fits a pattern of letters and classes one after the other; Infinity for any other pattern. */
function longestOf(pattern: unknown): number {
  const whole = /^\^(.*)\$$/s.exec(String(pattern ?? ''))?.[1];
  if (whole === undefined) return Infinity;
  const atom = /(?:\[(?:[^\]\\]|\\.)*\]|\\[^bB]|[^\\[\](){}*+?|.^$])(?:\{(\d+)(?:,(\d+))?\})?/gy;
  let length = 0;
  let read = 0;
  for (const [text, least, most] of whole.matchAll(atom)) {
    read += text.length;
    length += Number(most ?? least ?? 1);
  }
  return read === whole.length ? length : Infinity;
}
