import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Answer } from '../answering/answer.ts';
import { Problem } from '../answering/problem.ts';
import { problemStatuses } from '../declaring/problem-statuses.ts';
import type { Route } from '../declaring/route.ts';
import type { ResponseSpec } from '../declaring/route-spec.ts';

/**
 * Holds answers against the route's own description (tests): a status or a shape that isn't described is a fault of ours.
 * @returns a check that throws an Error saying what differs
 */
export function responseChecker(route: Route): (answer: Answer | Problem) => void {
  const problems = problemStatuses(route);
  return (answer) => {
    if (answer instanceof Problem) {
      if (!problems.has(answer.status)) throw undocumented(route, answer.status);
      return;
    }
    const spec = route.responses[answer.status];
    // stored answers were checked when they were given; 304 belongs to an ETag
    if (answer.headers?.['Idempotency-Replayed'] || (answer.status === 304 && route.etag)) return;
    if (!spec) throw undocumented(route, answer.status);
    const schema = schemaOf(spec);
    if (answer.raw !== undefined) checkContentType(route, spec, answer);
    if (schema && answer.raw === undefined) checkBody(route, schema, answer.body);
    else if (!schema && answer.body !== undefined)
      throw new Error(`${route.operationId} gives a body that isn't described`);
  };
}

function checkBody(route: Route, schema: z.ZodType, body: unknown): void {
  const sent: unknown = body === undefined ? undefined : JSON.parse(JSON.stringify(body));
  const read = schema.safeParse(sent);
  if (!read.success) throw new Error(`${route.operationId} breaks its description:\n${z.prettifyError(read.error)}`);
  if (!isDeepStrictEqual(read.data, sent)) {
    const described = JSON.stringify(read.data);
    throw new Error(
      `${route.operationId} tells more or less than it describes:\n${JSON.stringify(sent)}\n${described}`,
    );
  }
}

function checkContentType(route: Route, spec: ResponseSpec, { headers = {} }: Answer): void {
  const described = [(spec instanceof z.ZodType ? undefined : spec.contentType) ?? []].flat();
  const type = String(headers['Content-Type']).split(';')[0] ?? '';
  if (!described.includes(type)) throw new Error(`${route.operationId} gives ${type}, which isn't described`);
}

export function schemaOf(spec: ResponseSpec): z.ZodType | undefined {
  return spec instanceof z.ZodType ? spec : spec.schema;
}

function undocumented(route: Route, status: number): Error {
  return new Error(`${route.operationId} answers ${status}, which its description doesn't name`);
}
