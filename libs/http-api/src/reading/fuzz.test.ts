import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ApiUnderTest, serve } from '../../test/api-under-test.ts';
import { checkAnswer, schemaChecker, spoiled, valuesOf } from '../../test/fuzz.ts';
import { sampleRoutes } from '../../test/sample-routes.ts';
import type { JsonSchema, OpenApiOperation } from '../index.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await serve(sampleRoutes());
});
afterAll(() => api.close());

const operation = (path: string, method: string): OpenApiOperation => {
  const found = api.api.openApi.paths[path]?.[method];
  if (!found) throw new Error(`${method} ${path}`);
  return found;
};
const check = () => schemaChecker(api.api.openApi);
const runs = { numRuns: 300 };

describe('the description and what is done', () => {
  it('agree on every body: what it allows is taken, what it forbids is refused', async () => {
    const { openApi } = api.api;
    const described = operation('/api/v1/notes', 'post');
    const { content } = described.requestBody as { content: Record<string, { schema: JsonSchema }> };
    const schema = content['application/json']?.schema ?? {};
    const checker = check();
    const values = valuesOf(schema, openApi);
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.oneof({ weight: 4, arbitrary: values }, { weight: 4, arbitrary: spoiled(values) }, fc.jsonValue()),
        async (value) => {
          const response = await fetch(`${api.url}/api/v1/notes`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', authorization: 'Bearer learner' },
            body: JSON.stringify(value),
          });
          await checkAnswer(response, described, openApi, checker);
          const allowed = checker(schema)(JSON.parse(JSON.stringify(value)));
          if (allowed) taken += 1;
          expect([response.status, value]).toEqual([allowed ? 201 : 400, value]);
        },
      ),
      runs,
    );
    expect(taken).toBeGreaterThan(20);
  });

  it('agree on every query', async () => {
    const { openApi } = api.api;
    const described = operation('/api/v1/notes', 'get');
    const checker = check();
    const parameters = (described.parameters ?? []).filter((one) => one['in'] === 'query' && one['name'] !== 'cursor');
    const anything = fc.oneof(
      fc.string(),
      fc.integer().map(String),
      fc.constantFrom('true', '01', '+1', '1e1', '١', '-0'),
    );
    const model = fc.record(
      Object.fromEntries(
        parameters.map(({ name, schema }) => [
          String(name),
          fc.oneof(valuesOf(schema as JsonSchema, openApi).map(textOf), anything),
        ]),
      ),
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(model, async (query) => {
        const search = new URLSearchParams();
        for (const [name, value] of Object.entries(query)) for (const v of [value].flat()) search.append(name, v ?? '');
        const response = await fetch(`${api.url}/api/v1/notes?${search}`);
        await checkAnswer(response, described, openApi, checker);
        const allowed = parameters.every(({ name, schema }) => {
          const value = query[String(name)];
          return value === undefined || checker(schema as JsonSchema)(typed(value, schema as JsonSchema));
        });
        expect([response.status, String(search)]).toEqual([allowed ? 200 : 400, String(search)]);
      }),
      runs,
    );
  });

  it('agree whatever comes, on every operation', async () => {
    const { openApi } = api.api;
    const checker = check();
    const operations = Object.entries(openApi.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, described]) => ({ path, method, described })),
    );
    const headers = fc.record(
      {
        authorization: fc.constantFrom('Bearer learner', 'Bearer staff', 'Bearer partner', 'Bearer x', 'x'),
        'content-type': fc.constantFrom(
          'application/json',
          'text/csv',
          'image/png',
          'x',
          'application/json; charset=x',
        ),
        'accept-language': fc.constantFrom('fr', 'en', 'xx', ',,;'),
        'idempotency-key': fc.constantFrom('a', 'a b'),
        'if-match': fc.constantFrom('*', '"1"', 'x', '"2", "1"'),
        accept: fc.constantFrom('application/xml', 'image/*'),
        traceparent: fc.constantFrom('x', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'),
      },
      { requiredKeys: [] },
    );
    const paths = fc.oneof(fc.webSegment(), fc.uuid(), fc.constantFrom('%00', '%zz', '%2F', '..%2f', '%E2%82', '0'));
    const bodies = fc.oneof(fc.json(), fc.string(), fc.constantFrom('{"title":"a","federation":"OVB"}', '{', '\0'));
    const everything = fc.tuple(fc.constantFrom(...operations), paths, headers, bodies, fc.webQueryParameters());
    await fc.assert(
      fc.asyncProperty(everything, async ([{ path, method, described }, segment, sent, body, query]) => {
        const url = `${api.url}${path.replace('{id}', segment === '' ? '0' : segment)}?${query}`;
        const withBody = method === 'get' || method === 'delete' ? {} : { body };
        const response = await fetch(url, { method: method.toUpperCase(), headers: sent, ...withBody });
        expect(response.status).toBeLessThan(500);
        // some segments make another path of it
        if (new URL(url).pathname.split('/').length === path.split('/').length) {
          await checkAnswer(response, described, openApi, checker);
        }
      }),
      { numRuns: 600 },
    );
    expect(api.lines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });
});

function textOf(value: unknown): string | string[] {
  return Array.isArray(value) ? value.map(String) : String(value);
}

/** What a client would mean by the text. */
function typed(value: string | string[], { type }: JsonSchema): unknown {
  if (type === 'array') return [value].flat();
  if (type === 'integer' && typeof value === 'string' && /^-?(0|[1-9]\d*)$/.test(value)) return Number(value);
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}
