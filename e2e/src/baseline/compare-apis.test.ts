import { describe, expect, it } from '@jest/globals';
import type { OpenApiDocument, OpenApiOperation } from '@leerhuis/http-api';
import { compareApis } from './compare-apis.ts';
import type { JsonSchema } from './compare-schemas.ts';

const json = (schema: JsonSchema) => ({ content: { 'application/json': { schema } } });
const limit = { in: 'query', name: 'limit', required: false, schema: { type: 'integer' } };
const placed: JsonSchema = {
  type: 'object',
  properties: { id: { type: 'string' }, state: { enum: ['open', 'paid'] } },
  required: ['id', 'state'],
};
const wish: JsonSchema = { type: 'object', properties: { courseId: { type: 'string' } }, required: ['courseId'] };
const place: OpenApiOperation = {
  operationId: 'placeOrder',
  summary: 'Place an order',
  tags: [],
  security: [],
  parameters: [limit],
  requestBody: { required: true, ...json({ $ref: '#/components/schemas/Wish' }) },
  responses: { 201: { description: 'Created', ...json(placed) }, 404: { description: 'None' } },
};

function api(operation: Partial<OpenApiOperation> = {}, path = '/orders/{id}'): OpenApiDocument {
  const components = { schemas: { Wish: wish }, responses: {}, parameters: {}, headers: {}, securitySchemes: {} };
  return {
    openapi: '3.1.1',
    info: { title: 'Test', version: '1' },
    tags: [],
    paths: { [path]: { post: { ...place, ...operation } } },
    components,
  };
}
const placedIn = (...values: string[]): JsonSchema => {
  return { ...placed, properties: { ...(placed['properties'] as JsonSchema), template: { enum: values } } };
};
const body = (schema: JsonSchema) => ({ requestBody: { required: true, ...json(schema) } });
const answer = (schema: JsonSchema) => ({ responses: { 201: { description: 'Created', ...json(schema) } } });
const withField = (schema: JsonSchema, name: string, required: boolean): JsonSchema => ({
  ...schema,
  properties: { ...(schema['properties'] as JsonSchema), [name]: { type: 'string' } },
  required: [...(schema['required'] as string[]), ...(required ? [name] : [])],
});

describe('an API that grew', () => {
  it.each<[string, OpenApiDocument]>([
    ['is the same', api()],
    ['names a place in a path otherwise', api({}, '/orders/{orderId}')],
    ['has a new operation', { ...api(), paths: { ...api().paths, '/carts': { post: place } } }],
    ['takes another field', api(body(withField(wish, 'note', false)))],
    ['gives another field', api(answer(withField(placed, 'note', true)))],
    ['takes another parameter', api({ parameters: [limit, { ...limit, name: 'cursor' }] })],
    ['refuses for another reason', api({ responses: { ...place.responses, 409: { description: 'Conflict' } } })],
  ])('still serves its clients when it %s', (_what, after) => {
    expect(compareApis(api(), after)).toEqual([]);
  });

  it('still serves its clients when it sends another kind of mail', () => {
    const [before, after] = [placedIn('invoice'), placedIn('invoice', 'reminder')].map((one) => api(answer(one)));
    expect(compareApis(before as OpenApiDocument, after as OpenApiDocument)).toEqual([]);
    expect(compareApis(after as OpenApiDocument, before as OpenApiDocument)).toEqual([]);
  });
});

describe('an API that breaks its clients is noticed', () => {
  it.each<[string, OpenApiDocument, string]>([
    ['an operation is gone', { ...api(), paths: {} }, 'POST /orders/{} is gone: keep it beside what takes its place'],
    [
      'a new field is required',
      api(body(withField(wish, 'note', true))),
      'body, note: is newly required: go on taking',
    ],
    [
      'a field is taken no more',
      api(body({ type: 'object', properties: {} })),
      'body, courseId: is gone: go on taking',
    ],
    [
      'a field is given no more',
      api(answer({ type: 'object', properties: { id: { type: 'string' } }, required: ['id'] })),
      '201, state: is gone: go on giving',
    ],
    [
      'a value is new',
      api(answer({ ...placed, properties: { id: { type: 'string' }, state: { enum: ['open', 'paid', 'lost'] } } })),
      '201, state: lost is a new value: go on giving what was given: a new field may come, a new value or meaning is a new version',
    ],
    ['a parameter is required', api({ parameters: [{ ...limit, required: true }] }), 'query limit is newly required'],
    ['a parameter is gone', api({ parameters: [] }), 'query limit is gone'],
    [
      'a parameter is of another type',
      api({ parameters: [{ ...limit, schema: { type: 'boolean' } }] }),
      'query limit: was integer, is boolean',
    ],
    [
      'a header is required',
      api({ parameters: [limit, { in: 'header', name: 'If-Match', required: true }] }),
      'header If-Match is newly required',
    ],
    ['it answers otherwise', api({ responses: { 202: { description: 'Accepted' } } }), 'it no longer answers 201'],
    [
      'it answers in another form',
      api({ responses: { 201: { description: 'Created', content: { 'text/html': {} } } } }),
      '201: application/json is gone',
    ],
    [
      'it takes another form',
      api({ requestBody: { required: true, content: { 'text/csv': {} } } }),
      'body: application/json is gone',
    ],
    ['who asks must log in', api({ security: [{ bearer: [] }] }), 'anybody could ask this without logging in'],
  ])('when %s', (_what, after, words) => {
    expect(compareApis(api(), after)).toContainEqual(expect.stringContaining(words));
  });

  it('when a body is required that was not', () => {
    const optional = api({ requestBody: { ...place.requestBody, required: false } });
    expect(compareApis(optional, api())).toContainEqual(expect.stringContaining('a body is newly required'));
  });
});
