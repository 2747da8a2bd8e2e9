import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { injectTrace, startTracing, stopTracing } from '@leerhuis/telemetry';
import { z } from 'zod';
import { type ApiUnderTest, serve } from '../../test/api-under-test.ts';
import { ok, problem, route } from '../index.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const facts = { tags: ['orders'] as const, summary: 'Of a test', access: 'anyone' as const, method: 'get' as const };
let api: ApiUnderTest;

beforeAll(async () => {
  startTracing();
  api = await serve([
    route({
      ...facts,
      path: '/trace',
      operationId: 'trace',
      responses: { 200: z.object({ traceparent: z.string() }) },
      handler: (ctx) => {
        ctx.log.info('handled');
        return ok(injectTrace());
      },
    }),
    route({
      ...facts,
      path: '/refused',
      operationId: 'refused',
      responses: {},
      problems: [409],
      handler: () => {
        throw problem(409, 'refused');
      },
    }),
  ]);
});
afterAll(async () => {
  await api.close();
  await stopTracing();
});

const get = (path: string) => api.client.get(path).set('traceparent', `00-${traceId}-b7ad6b7169203331-01`);

describe('a request', () => {
  it('goes on with the trace of its caller, and so do the log lines', async () => {
    expect((await get('/trace')).body.traceparent).toMatch(
      new RegExp(`^00-${traceId}-(?!b7ad6b7169203331)[0-9a-f]{16}-0`),
    );
    const lines = api.lines.filter((line) => line.includes(traceId));
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['handled', 'request']);
  });

  it('that is refused names its trace, also where no route is', async () => {
    expect((await get('/refused')).body.instance).toBe(`urn:trace:${traceId}`);
    expect((await get('/nowhere')).body.instance).toBe(`urn:trace:${traceId}`);
  });

  it('has a trace of its own when the header is malformed', async () => {
    const { body } = await api.client.get('/trace').set('traceparent', 'nonsense');
    expect(body.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-0\d$/);
  });
});
