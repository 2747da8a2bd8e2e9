import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { schemaChecker } from '../../test/fuzz.ts';
import { sampleRoutes } from '../../test/sample-routes.ts';
import {
  emailSchema,
  formBody,
  lineText,
  noContent,
  ok,
  pageQuery,
  queryBoolean,
  queryList,
  type RequestSpec,
  route,
} from '../index.ts';
import { describeApi } from './describe-api.ts';
import { createJsonSchemas } from './json-schemas.ts';

const info = { service: 'sample', title: 'Sample', version: '1.0.0' };
const described = describeApi({ ...info, routes: sampleRoutes() });
const facts = { tags: ['orders'] as const, summary: 'Of a test', access: 'anyone' as const };

const withRequest = (request: RequestSpec, path = '/x') =>
  route({
    ...facts,
    method: 'post',
    path,
    operationId: 'x',
    request,
    responses: { 204: { description: 'Done' } },
    handler: () => noContent(),
  });
const describing = (request: RequestSpec, path?: string) => () =>
  describeApi({ ...info, routes: [withRequest(request, path)] });
const parametersOf = (request: RequestSpec) => describing(request)().paths['/x']?.['post']?.parameters;

describe('the description', () => {
  it('has schemas that any JSON schema validator takes, and no reference into the void', () => {
    const check = schemaChecker(described);
    for (const schema of Object.values(described.components.schemas)) check(schema);
    const text = JSON.stringify(described);
    for (const [, kind = '', name = ''] of text.matchAll(/"#\/components\/(\w+)\/(\w+)"/g)) {
      expect([kind, name, described.components[kind as 'schemas'][name] !== undefined]).toEqual([kind, name, true]);
    }
    expect(text).not.toMatch(/\$defs|"\$schema"/);
  });

  it('names every status that a route can give, and who may', () => {
    const operation = described.paths['/api/v1/notes/{id}']?.['patch'];
    expect(Object.keys(operation?.responses ?? {})).toEqual([
      '200',
      '400',
      '401',
      '403',
      '404',
      '405',
      '408',
      '412',
      '413',
      '415',
      '429',
      '500',
      '503',
    ]);
    expect(operation).toMatchObject({
      security: [{ bearer: ['finance'] }],
      description: 'For staff with the role finance.',
    });
    expect(described.paths['/api/v1/notes/{id}']?.['delete']).toMatchObject({
      security: [{ bearer: ['operations'] }, { bearer: ['partner'] }],
    });
    expect(described.paths['/api/v1/notes']?.['post']?.security).toEqual([{ bearer: [] }]);
    expect(described.paths['/api/v1/notes']?.['get']?.security).toEqual([]);
    expect(described.components.securitySchemes['bearer']).toMatchObject({ type: 'http', scheme: 'bearer' });
    expect(described.components.responses['Problem503']).toMatchObject({
      headers: { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } },
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    });
  });

  it('says what the tags in use are, which are known to the compiler', () => {
    expect(described.tags).toEqual([
      { name: 'orders', description: expect.stringContaining('invoices') },
      { name: 'staff: orders', description: expect.stringContaining('All orders') },
    ]);
    const rest = { method: 'get', path: '/x', operationId: 'x', summary: 'X', responses: {} } as const;
    const handler = () => noContent();
    // @ts-expect-error nothing of this name is declared
    route({ ...rest, access: 'anyone', tags: ['notes'], handler });
    // @ts-expect-error what staff do doesn't stand among what learners do
    route({ ...rest, access: { staff: ['finance'] }, tags: ['orders'], handler });
    // @ts-expect-error nor the other way round
    route({ ...rest, access: 'signed-in', tags: ['staff: orders'], handler });
  });

  it('names the problem document beside the page that a route has for the same status', () => {
    const page = { description: 'A page', contentType: 'text/html' };
    const api = describeApi({
      ...info,
      routes: [
        route({
          ...facts,
          ...{ method: 'get', path: '/x/:id', operationId: 'x' },
          request: { params: z.strictObject({ id: z.string().max(500) }) },
          responses: { 200: page, 404: page },
          handler: () => noContent(),
        }),
      ],
    });
    const responses = api.paths['/x/{id}']?.['get']?.responses as Record<string, { content: object }>;
    expect(Object.keys(responses['404']?.content ?? {})).toEqual(['text/html', 'application/problem+json']);
    expect(Object.keys(responses['200']?.content ?? {})).toEqual(['text/html']);
  });

  it('tells of Location, ETag and Idempotency-Key where they are', () => {
    const add = describeApi({
      ...info,
      routes: [{ ...withRequest({}), idempotent: true, responses: { 201: z.object({}) } }],
    });
    const operation = add.paths['/x']?.['post'];
    expect(operation?.parameters).toMatchObject([{ name: 'Idempotency-Key', in: 'header', required: false }]);
    expect(Object.keys(operation?.responses ?? {})).toContain('422');
    expect(operation?.responses['201']?.['headers']).toMatchObject({ Location: {}, 'Idempotency-Replayed': {} });
    const get = described.paths['/api/v1/notes/{id}']?.['get'];
    expect(get?.responses['200']?.['headers']).toHaveProperty('ETag');
    expect(Object.keys(get?.responses ?? {})).toContain('304');
  });

  it('says of parameters what is taken: numbers, choices, lists, defaults', () => {
    const query = z.strictObject({
      ...pageQuery,
      open: queryBoolean().optional(),
      tag: queryList(z.enum(['a', 'b'])).optional(),
    });
    expect(parametersOf({ query })).toEqual([
      {
        name: 'limit',
        in: 'query',
        required: false,
        schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
      },
      expect.objectContaining({ name: 'cursor', required: false }),
      { name: 'open', in: 'query', required: false, schema: { type: 'boolean' } },
      expect.objectContaining({
        name: 'tag',
        style: 'form',
        explode: true,
        schema: { type: 'array', minItems: 1, maxItems: 20, items: { type: 'string', enum: ['a', 'b'] } },
      }),
    ]);
  });

  it('says what a form holds', () => {
    const body = formBody('A form', z.looseObject({ answer: lineText(10), confirm: z.literal('yes').optional() }));
    const { requestBody } = describing({ body })().paths['/x']?.['post'] ?? {};
    expect(requestBody).toMatchObject({
      description: 'A form',
      content: {
        'application/x-www-form-urlencoded': {
          schema: {
            type: 'object',
            properties: { answer: { type: 'string', maxLength: 10 }, confirm: { const: 'yes' } },
            required: ['answer'],
          },
        },
      },
    });
  });

  it('gives schemas with an id one component, or two where reading and giving differ', () => {
    const same = z.strictObject({ a: z.int() }).meta({ id: 'Same' });
    const other = z.strictObject({ a: z.int().default(1) }).meta({ id: 'Other' });
    const outer = z.strictObject({ other }).meta({ id: 'Outer' });
    const { components, paths } = describeApi({
      ...info,
      routes: [
        route({
          ...facts,
          method: 'put',
          path: '/x',
          operationId: 'x',
          request: { body: z.strictObject({ same, outer }) },
          responses: { 200: z.object({ same, outer }) },
          handler: ({ body }) => ok(body),
        }),
      ],
    });
    expect(Object.keys(components.schemas).sort()).toEqual([
      'Other',
      'OtherOutput',
      'Outer',
      'OuterOutput',
      'Problem',
      'Same',
    ]);
    const text = JSON.stringify(paths['/x']?.['put']?.responses['200']);
    expect(text).toContain('"#/components/schemas/OuterOutput"');
  });
});

it('takes domains of any script in addresses, and gives them in ASCII', () => {
  expect(createJsonSchemas().input(emailSchema, 'x')).toMatchObject({ format: 'idn-email' });
  expect(createJsonSchemas().output(emailSchema)).toEqual({ type: 'string', format: 'email', maxLength: 254 });
});

describe('a route that cannot be described truly stops the start', () => {
  it.each<[string, RequestSpec, string]>([
    ['a loose object', { body: z.object({ a: z.int() }) }, 'x body: an object from outside must be strict'],
    ['one deep down', { body: z.strictObject({ a: z.array(z.object({})) }) }, 'must be strict'],
    ['text without end', { body: z.strictObject({ a: z.string() }) }, 'x body.a: text from outside must have'],
    ['coercion', { query: z.strictObject({ a: z.coerce.number() }) }, 'coercion'],
    [
      'a form that does not say what it holds',
      { body: { raw: true, contentTypes: { 'application/x-www-form-urlencoded': { description: 'A form' } } } },
      'formBody',
    ],
    ['a parameter that is not in the path', { params: z.strictObject({ id: lineText(9) }) }, 'path has ()'],
  ])('%s', (_what, request, message) => {
    expect(describing(request)).toThrow(message);
  });

  it('a parameter that is not described', () => {
    expect(describing({}, '/x/:id')).toThrow('x: path has (id), params have ()');
  });

  it('the same name twice', () => {
    const twice = (second: Partial<ReturnType<typeof withRequest>>) => () =>
      describeApi({ ...info, routes: [withRequest({}), { ...withRequest({}), ...second }] });
    expect(twice({ path: '/y' })).toThrow('two operations are called x');
    expect(twice({ operationId: 'y' })).toThrow('post /x is declared twice');
    const a = z.strictObject({ a: z.int() }).meta({ id: 'Twice' });
    z.globalRegistry.remove(a);
    const b = z.strictObject({ b: z.int() }).meta({ id: 'Twice' });
    z.globalRegistry.add(a, { id: 'Twice' });
    expect(twice({ ...withRequest({ body: z.strictObject({ a, b }) }, '/y'), operationId: 'y' })).toThrow(/Twice/);
  });
});
