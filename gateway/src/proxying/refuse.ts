import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Problem, problemAnswer } from '@leerhuis/http-api';
import type { Locale } from '@leerhuis/language';
import { activeSpanIds, withSpan } from '@leerhuis/telemetry';

/** Answers instead of the service, as the services would: in a span too, since `instance` names the trace. */
export async function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  refusal: Problem,
  locale: Locale,
): Promise<void> {
  if (response.headersSent || response.destroyed) return;
  if (!activeSpanIds().traceId)
    return withSpan(`${request.method} refused`, { kind: 'server' }, () => send(request, response, refusal, locale));
  send(request, response, refusal, locale);
}

function send(request: IncomingMessage, response: ServerResponse, refusal: Problem, locale: Locale): void {
  const answer = problemAnswer(refusal, locale);
  const body = JSON.stringify(answer.body);
  // the connection stays open also when the body is still on its way: closed, the client would not see the answer
  response.writeHead(answer.status, { ...answer.headers, 'Content-Length': Buffer.byteLength(body) });
  response.end(request.method === 'HEAD' ? undefined : body);
}
