import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkAnswer, spoiled, valuesOf } from '../libs/http-api/test/fuzz.ts';
import {
  bodiesOf,
  type Description,
  formOf,
  isForPartners,
  isForStaff,
  isPublic,
  type Operation,
  parametersIn,
  type RoutesUnderTest,
} from './operations.ts';

const numRuns = Number(process.env['FUZZ_RUNS'] ?? 25);
/** They end the session that all others need; another test has them. */
const left = new Set(['logOut']);

interface Example {
  path: Record<string, string>;
  query: Record<string, string | undefined>;
  body: { type: string; content: string | Uint8Array<ArrayBuffer> } | null;
  headers: Record<string, string>;
}

/** Whatever anybody sends: no answer is a failure of ours, and each is one that the description names. */
export function fuzzTests(routes: () => RoutesUnderTest): void {
  describe('whatever is sent', () => {
    it(
      `gets an answer as described, on each operation, in ${numRuns} examples`,
      async () => {
        const { description } = routes();
        const faults: string[] = [];
        for (const operation of description.operations) {
          if (left.has(operation.described.operationId)) continue;
          const outcome = await fc.check(
            fc.asyncProperty(exampleOf(operation, routes()), (example) =>
              expectDescribed(operation, example, routes()),
            ),
            { numRuns, endOnFailure: true },
          );
          if (outcome.failed) faults.push(`${operation.title}: ${reasonOf(outcome)}`);
        }
        expect(faults).toEqual([]);
      },
      60_000 + numRuns * 10_000,
    );

    it('leaves the system in health', async () => {
      const { healthUrl } = routes();
      expect((await fetch(`${healthUrl}/health/ready`)).status).toBe(200);
    });
  });
}

function reasonOf({ errorInstance, counterexample }: fc.RunDetails<[Example]>): string {
  const reason = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  return `${reason.slice(0, 600)} for ${JSON.stringify(counterexample).slice(0, 600)}`;
}

const junk = fc.constantFrom('0', 'x', '%00', '%zz', '%E2%82', '..%2f', '-1', 'a'.repeat(300), '%F0%9F%98%80');

function exampleOf(operation: Operation, { description, journey }: RoutesUnderTest): fc.Arbitrary<Example> {
  const { document } = description;
  const existing = fc.constantFrom(
    ...[journey.order?.id, journey.enrolments.payment, journey.attests.credit?.id, journey.courses?.payment.id].flatMap(
      (id) => id ?? [],
    ),
  );
  const segment = (schema: Record<string, unknown>) =>
    fc.oneof(
      { weight: 3, arbitrary: valuesOf(schema, document).map((value) => encodeURIComponent(well(String(value)))) },
      { weight: 3, arbitrary: existing },
      { weight: 1, arbitrary: junk },
    );
  const path = fc.record(
    Object.fromEntries(parametersIn(operation, 'path').map(({ name, schema }) => [name, segment(schema)])),
  );
  const query = fc.record(
    Object.fromEntries(
      parametersIn(operation, 'query').map(({ name, schema }) => [
        name,
        fc.oneof(valuesOf(schema, document).map(String), fc.string()),
      ]),
    ),
    { requiredKeys: [] },
  );
  const headers = fc
    .record(
      {
        'accept-language': fc.constantFrom('fr', 'en', 'xx', ',,;'),
        'idempotency-key': fc.oneof(fc.uuid(), fc.constantFrom('a b', '', 'é')),
        'if-match': fc.constantFrom('*', '"1"', 'x', '"2", "1"'),
        accept: fc.constantFrom('application/json', 'application/xml', 'text/html', '*/*'),
        range: fc.constantFrom('bytes=0-', 'bytes=5-1', 'bytes=99999999-', 'x'),
      },
      { requiredKeys: [] },
    )
    .map((given) => Object.fromEntries(Object.entries(given).filter(([, value]) => /^[\x20-\x7e]+$/.test(value))));
  return fc.record({ path, query, body: bodyOf(operation, description), headers });
}

/** Without lone surrogates, which no address can hold. */
const well = (text: string): string => Buffer.from(text).toString('utf8');

function bodyOf(operation: Operation, { document }: Description): fc.Arbitrary<Example['body']> {
  const bodies = bodiesOf(operation);
  if (bodies.length === 0) return fc.constant(null);
  const described = fc.oneof(
    ...bodies.map(([type, schema]) => {
      const values = valuesOf(schema, document);
      if (type !== 'application/json') {
        const fields = schema['format'] === 'binary' ? fc.webQueryParameters() : values.map(formOf);
        return fc
          .oneof(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.webQueryParameters(), fields)
          .map((content) => ({
            type,
            content: typeof content === 'string' ? content : new Uint8Array(content),
          }));
      }
      return fc
        .oneof({ weight: 6, arbitrary: values }, { weight: 3, arbitrary: spoiled(values) }, fc.jsonValue())
        .map((value) => ({ type, content: JSON.stringify(value) }));
    }),
  );
  const odd = fc.record({
    type: fc.constantFrom('application/json', 'text/csv', 'x', 'application/json; charset=x'),
    content: fc.constantFrom('{', '', '\0', '[]', '{"__proto__":{}}', 'null'),
  });
  return fc.oneof(
    { weight: 8, arbitrary: described },
    { weight: 1, arbitrary: odd },
    { weight: 1, arbitrary: fc.constant(null) },
  );
}

async function expectDescribed(operation: Operation, example: Example, routes: RoutesUnderTest): Promise<void> {
  const { gatewayUrl, description, tokens } = routes;
  let path = operation.path;
  for (const [name, value] of Object.entries(example.path))
    path = path.replace(`{${name}}`, value === '' ? '0' : value);
  // an empty or dotted segment makes another path of it
  if (new URL(path, gatewayUrl).pathname.split('/').length !== operation.path.split('/').length) return;
  const search = new URLSearchParams(example.query as Record<string, string>);
  const headers = new Headers(example.headers);
  if (!isPublic(operation)) {
    const token = isForStaff(operation) || isForPartners(operation) ? tokens.staff : tokens.learner;
    headers.set('authorization', `Bearer ${token}`);
  }
  if (example.body) headers.set('content-type', example.body.type);
  const answer = await fetch(`${gatewayUrl}${path}${search.size > 0 ? `?${search}` : ''}`, {
    method: operation.method.toUpperCase(),
    headers,
    body: example.body?.content ?? null,
    redirect: 'manual',
  });
  if (answer.status >= 500 && answer.status !== 503) throw new Error(`${answer.status}: ${await answer.text()}`);
  await checkAnswer(answer, operation.described, description.document, description.check);
}
