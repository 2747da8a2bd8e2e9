import type { Journey } from '@leerhuis/demo/journey-context';
import type { OpenApiDocument, OpenApiOperation } from '@leerhuis/http-api';
import fc from 'fast-check';
import { schemaChecker, valuesOf } from '../libs/http-api/test/fuzz.ts';

type JsonSchema = Record<string, unknown>;
export type Checker = ReturnType<typeof schemaChecker>;

/** One line of the API description. */
export interface Operation {
  path: string;
  method: string;
  described: OpenApiOperation;
  title: string;
}

export interface Description {
  document: OpenApiDocument;
  operations: Operation[];
  check: Checker;
}

/** What tests of routes share. */
export interface RoutesUnderTest {
  gatewayUrl: string;
  /** Where the gateway tells how it is. */
  healthUrl: string;
  description: Description;
  tokens: { learner: string; other: string; staff: string; partner: string };
  journey: Journey;
}

export async function readDescription(gatewayUrl: string): Promise<Description> {
  const document = (await (await fetch(`${gatewayUrl}/api/openapi.json`)).json()) as OpenApiDocument;
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      path,
      method,
      described,
      title: `${method.toUpperCase()} ${path}`,
    })),
  );
  return { document, operations, check: schemaChecker(document) };
}

export const isPublic = ({ described }: Operation): boolean => described.security?.length === 0;
/** By its tag, which the compiler ties to who may use the route. */
export const isForStaff = ({ described }: Operation): boolean =>
  described.tags.some((tag) => tag.startsWith('staff: '));
/** Roles of staff that may, each of which is enough. */
export const rolesOf = ({ described }: Operation): string[] =>
  described.security.flatMap(({ bearer = [] }) => bearer).filter((scope) => !scope.startsWith('organisation'));
export const isForPartners = ({ described }: Operation): boolean => described.tags.includes('registrations');
/** Of a thing that somebody owns. */
export const isPersonal = (operation: Operation): boolean =>
  !isPublic(operation) &&
  !isForStaff(operation) &&
  !isForPartners(operation) &&
  parametersIn(operation, 'path').length > 0;

export function parametersIn(operation: Operation, place: 'path' | 'query'): { name: string; schema: JsonSchema }[] {
  return (operation.described.parameters ?? [])
    .filter((parameter) => parameter['in'] === place)
    .map(({ name, schema }) => ({ name: String(name), schema: schema as JsonSchema }));
}

/** A list, of which a client asks one page after the other. */
export const comesInPages = (operation: Operation): boolean =>
  parametersIn(operation, 'query').some(({ name }) => name === 'cursor');

/** What the answer of an operation that succeeds always has. */
export function answeredFields({ described }: Operation, { document }: Description): string[] {
  const content = (described.responses['200']?.['content'] ?? {}) as Record<string, { schema: JsonSchema }>;
  const schema = content['application/json']?.schema ?? {};
  const named =
    String(schema['$ref'] ?? '')
      .split('/')
      .at(-1) ?? '';
  return ((document.components.schemas[named] ?? schema)['required'] ?? []) as string[];
}

/** The body's media types with their schemas. */
export function bodiesOf({ described }: Operation): [string, JsonSchema][] {
  const content = (described.requestBody?.['content'] ?? {}) as Record<string, { schema: JsonSchema }>;
  return Object.entries(content).map(([type, { schema }]) => [type, schema]);
}

/** Fields of a JSON body in which somebody or something is named. */
export function namesIn(operation: Operation, { document }: Description): [field: string, schema: JsonSchema][] {
  const found = (schema: JsonSchema, at: string): [string, JsonSchema][] => {
    const ref = schema['$ref'];
    if (typeof ref === 'string') return found(document.components.schemas[ref.split('/').at(-1) ?? ''] ?? {}, at);
    const inner = [schema['anyOf'], schema['oneOf'], schema['allOf']].flat().filter(Boolean) as JsonSchema[];
    const fields = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>);
    return [
      ...inner.flatMap((each) => found(each, at)),
      ...(schema['items'] ? found(schema['items'] as JsonSchema, at) : []),
      ...fields.flatMap(([key, field]) =>
        /name$/i.test(key) && field['type'] === 'string'
          ? [[`${at}${key}`, field] as [string, JsonSchema]]
          : found(field, `${at}${key}.`),
      ),
    ];
  };
  return bodiesOf(operation).flatMap(([type, schema]) => (type === 'application/json' ? found(schema, '') : []));
}

const chosen = new WeakMap<JsonSchema, unknown>();

/** A value that the schema allows, always the same one. */
function oneOf(schema: JsonSchema, { document, check }: Description): unknown {
  if (!chosen.has(schema)) {
    const fits = check(schema);
    const among = (numRuns: number) =>
      fc
        .sample(valuesOf(schema, document), { numRuns, seed: 42 })
        .find((value) => fits(JSON.parse(JSON.stringify(value))));
    // mostly one of the first does
    const value = among(10) ?? among(500);
    if (value === undefined) throw new Error(`nothing was found that fits ${JSON.stringify(schema)}`);
    chosen.set(schema, value);
  }
  return chosen.get(schema);
}

/** Bodies whose rules a JSON schema can't tell, such as which countries there are and check digits, by operation. */
const soundBodies: Readonly<Record<string, object>> = {
  'POST /api/v1/order-requests/{id}/approval': { purchaseReference: 'PO 2026/117' },
  'PUT /api/v1/organisations/{id}': {
    name: 'Kantoor De Linde',
    vatNumber: null,
    address: { street: 'Lindelaan 1', postalCode: '9000', city: 'Gent', country: 'BE' },
    postalAddress: null,
    invoiceEmail: 'facturen@linde.example',
    locale: 'nl',
    demandsOrderNumber: false,
    employeesMayBind: 'after-yes',
    kind: 'office',
    legalForm: null,
    establishments: [],
  },
};

/** A request that is right in form: `ids` name what the path speaks of. */
export function requestOf(operation: Operation, description: Description, ids: Record<string, string> = {}) {
  let path = operation.path;
  for (const { name, schema } of parametersIn(operation, 'path'))
    path = path.replace(`{${name}}`, encodeURIComponent(ids[name] ?? textOf(schema, description)));
  const search = new URLSearchParams();
  for (const { name, schema } of parametersIn(operation, 'query'))
    if ((operation.described.parameters ?? []).some((one) => one['name'] === name && one['required']))
      search.set(name, textOf(schema, description));
  const [body] = bodiesOf(operation);
  const sound = soundBodies[operation.title];
  const content = sound ? JSON.stringify(sound) : body && contentOf(body, description);
  const headers: Record<string, string> = body ? { 'content-type': body[0] } : {};
  const query = search.size > 0 ? `?${search}` : '';
  return { path: path + query, init: { method: operation.method.toUpperCase(), headers, body: content ?? null } };
}

function contentOf([type, schema]: [string, JsonSchema], description: Description): string {
  if (schema['format'] === 'binary') return 'x';
  const value = oneOf(schema, description);
  return type === 'application/json' ? JSON.stringify(value) : formOf(value);
}

/** An object's fields as a browser sends them. */
export const formOf = (value: unknown): string => new URLSearchParams(value as Record<string, string>).toString();

const textOf = (schema: JsonSchema, description: Description): string => String(oneOf(schema, description));
