import type { SchemaObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import type { JsonSchema, OpenApiDocument, OpenApiOperation } from '../src/index.ts';

/** Checks values against the schemas of a document, as a client's own validator would. */
export function schemaChecker(document: OpenApiDocument): (schema: JsonSchema) => ValidateFunction {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: false, validateFormats: true });
  ajv.addFormat('binary', true);
  addFormats.default(ajv);
  ajv.addFormat('idn-email', true);
  const components = document.components.schemas as Record<string, SchemaObject>;
  const absolute = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(absolute);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        key === '$ref' ? String(item).replace('#/components/schemas/', 'component:') : absolute(item),
      ]),
    );
  };
  for (const [name, schema] of Object.entries(components)) {
    ajv.addSchema({ ...(absolute(schema) as SchemaObject), $id: `component:${name}` });
  }
  const compiled = new Map<JsonSchema, ValidateFunction>();
  return (schema) => {
    const known = compiled.get(schema) ?? ajv.compile(absolute(schema) as SchemaObject);
    compiled.set(schema, known);
    return known;
  };
}

const formats: Record<string, fc.Arbitrary<string>> = {
  uuid: fc.uuid(),
  'idn-email': fc.emailAddress(),
  date: fc
    .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((d) => d.toISOString().slice(0, 10)),
  'date-time': fc
    .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((d) => d.toISOString()),
};

/** Values that the schema allows, or nearly: a checker decides. */
export function valuesOf(schema: JsonSchema, document: OpenApiDocument): fc.Arbitrary<unknown> {
  const again = (inner: unknown) => valuesOf(inner as JsonSchema, document);
  if (typeof schema['$ref'] === 'string') {
    return again(document.components.schemas[schema['$ref'].split('/').at(-1) ?? '']);
  }
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...schema['enum']);
  const choices = (schema['anyOf'] ?? schema['oneOf']) as unknown[] | undefined;
  if (choices) return fc.oneof(...choices.map(again));
  switch (schema['type']) {
    case 'object': {
      const properties = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>);
      const requiredKeys = (schema['required'] ?? []) as string[];
      const model = Object.fromEntries(properties.map(([key, value]) => [key, again(value)]));
      return fc.record(model, { requiredKeys, noNullPrototype: true });
    }
    case 'array':
      return fc.array(again(schema['items']), {
        minLength: (schema['minItems'] as number | undefined) ?? 0,
        maxLength: Math.min((schema['maxItems'] as number | undefined) ?? 3, 3) + 1,
      });
    case 'integer':
      return fc.oneof(
        fc.integer({ min: (schema['minimum'] as number) ?? -10, max: (schema['maximum'] as number) ?? 30 }),
        fc.constantFrom(schema['minimum'] ?? 0, schema['maximum'] ?? 1, 2 ** 53, -(2 ** 53), 1.5),
      );
    case 'number':
      return fc.double({ noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return textOf(schema);
  }
}

function textOf(schema: JsonSchema): fc.Arbitrary<string> {
  const max = (schema['maxLength'] as number | undefined) ?? 20;
  const blanks = fc.constantFrom(
    '',
    ' ',
    '\t',
    '\n',
    '\u00a0',
    '\ufeff',
    '\u200b',
    '\u202e',
    '\u2028',
    '\0',
    '\u0085',
    '\u001f',
  );
  const some = fc.oneof(fc.string({ unit: 'grapheme', maxLength: max }), fc.string({ unit: 'binary', maxLength: max }));
  const around = fc.tuple(blanks, some, blanks).map((parts) => parts.join(''));
  const words = fc.string({
    unit: fc.constantFrom('a', 'é', ' b', '漢', '😀'),
    minLength: 1,
    maxLength: Math.ceil(max / 2),
  });
  // as long as it may be, and one longer, in characters of two units each
  const long = fc.constantFrom('😀'.repeat(max), '😀'.repeat(max + 1), 'a'.repeat(max), 'a'.repeat(max + 1));
  const shaped = formats[String(schema['format'])] ?? matching(schema['pattern']);
  return shaped
    ? fc.oneof({ weight: 8, arbitrary: shaped }, some)
    : fc.oneof({ weight: 6, arbitrary: words }, some, around, long);
}

/** Text of a pattern; undefined for one that says only what is refused everywhere. */
function matching(pattern: unknown): fc.Arbitrary<string> | undefined {
  if (typeof pattern !== 'string' || pattern.startsWith('^[^') || pattern.includes('(?')) return undefined;
  return fc.stringMatching(new RegExp(pattern, 'u'));
}

/** The value with one part of it replaced by anything at all. */
export function spoiled(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(values, fc.jsonValue(), fc.nat(), fc.string())
    .map(([value, junk, at, key]) => spoil(value, junk, at, key));
}

function spoil(value: unknown, junk: unknown, at: number, key: string): unknown {
  if (typeof value !== 'object' || value === null) return junk;
  const keys = Object.keys(value);
  const place = keys[at % (keys.length + 2)];
  if (Array.isArray(value)) {
    return place === undefined
      ? [...value, junk]
      : value.with(Number(place), spoil(value[Number(place)], junk, at >> 2, key));
  }
  if (place === undefined) return at % 2 === 0 ? junk : { ...value, [key]: junk };
  const inner = (value as Record<string, unknown>)[place];
  return { ...value, [place]: spoil(inner, junk, at >> 2, key) };
}

/** @throws Error when the answer isn't one that the operation describes */
export async function checkAnswer(
  response: Response,
  operation: OpenApiOperation,
  document: OpenApiDocument,
  check: (schema: JsonSchema) => ValidateFunction,
): Promise<void> {
  const named = operation.responses[response.status];
  if (!named) throw new Error(`${operation.operationId} answers ${response.status}, which is not described`);
  const name = typeof named['$ref'] === 'string' ? named['$ref'].split('/').at(-1) : undefined;
  const described = name ? document.components.responses[name] : named;
  const content = (described?.['content'] ?? {}) as Record<string, { schema?: JsonSchema }>;
  const text = await response.text();
  const type = response.headers.get('content-type')?.split(';')[0] ?? '';
  for (const [header, value] of Object.entries((described?.['headers'] ?? {}) as Record<string, JsonSchema>)) {
    const about = document.components.headers[String(value['$ref']).split('/').at(-1) ?? ''];
    if (about?.['required'] && !response.headers.has(header)) throw new Error(`${response.status} lacks ${header}`);
  }
  if (Object.keys(content).length === 0) {
    if (text !== '') throw new Error(`${operation.operationId} gives a body with ${response.status}`);
    return;
  }
  const media = content[type];
  if (!media) throw new Error(`${operation.operationId} gives ${type} with ${response.status}`);
  if (!media.schema) return;
  const fits = check(media.schema);
  if (!fits(JSON.parse(text))) throw new Error(`${operation.operationId}: ${JSON.stringify(fits.errors)} in ${text}`);
}
