import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

/** Something came back that should not have: the journey stops here. */
export class Wrong extends Error {
  override name = 'Wrong';
}

export interface Answer<T> {
  status: number;
  headers: Headers;
  body: T;
  bytes: Buffer;
}

export interface Call {
  body?: unknown;
  /** Sent as it is, instead of JSON. */
  raw?: { content: Buffer | string; contentType: string };
  headers?: Record<string, string>;
  /** Statuses that are right; any 2xx unless told. */
  expect?: number | number[];
  idempotencyKey?: string;
}

/** A client of the API as a portal would have one: it repeats what was not answered, with the same Idempotency-Key. */
export interface Api {
  get<T>(path: string, call?: Call): Promise<Answer<T>>;
  post<T>(path: string, call?: Call): Promise<Answer<T>>;
  put<T>(path: string, call?: Call): Promise<Answer<T>>;
  patch<T>(path: string, call?: Call): Promise<Answer<T>>;
  delete(path: string, call?: Call): Promise<Answer<undefined>>;
  as(token: string): Api;
}

export interface ApiOptions {
  baseUrl: string;
  token?: string;
  locale?: string;
  /** For how long (ms) something is asked again that a service could not answer just now. */
  patience: number;
}

export function openApi(options: ApiOptions): Api {
  const send =
    (method: string) =>
    async <T>(path: string, call: Call = {}): Promise<Answer<T>> => {
      const answer = await patiently<T>(options, method, path, call);
      if (isExpected(answer.status, call.expect)) return answer;
      const wanted = call.expect === undefined ? '2xx' : [call.expect].flat().join(' or ');
      throw new Wrong(`${method} ${path} gave ${answer.status} instead of ${wanted}: ${inShort(answer)}`);
    };
  return {
    get: send('GET'),
    post: send('POST'),
    put: send('PUT'),
    patch: send('PATCH'),
    delete: send('DELETE'),
    as: (token) => openApi({ ...options, token }),
  };
}

function isExpected(status: number, expect: Call['expect']): boolean {
  return expect === undefined ? status >= 200 && status < 300 : [expect].flat().includes(status);
}

/** The problem's own words, or the beginning of what else came. */
function inShort({ body, bytes }: Answer<unknown>): string {
  const problem = body as
    | { title?: string; detail?: string; errors?: { field: string; message: string }[] }
    | undefined;
  if (!problem?.title) return bytes.toString('utf8').slice(0, 300);
  const errors = (problem.errors ?? []).map(({ field, message }) => `${field}: ${message}`);
  return [problem.title, problem.detail, ...errors].filter(Boolean).join('; ');
}

async function patiently<T>(options: ApiOptions, method: string, path: string, call: Call): Promise<Answer<T>> {
  const end = performance.now() + options.patience;
  const idempotencyKey = call.idempotencyKey ?? (method === 'POST' ? randomUUID() : undefined);
  for (;;) {
    const answer = await attempt<T>(options, method, path, { ...call, ...(idempotencyKey && { idempotencyKey }) });
    const again = 'failure' in answer || (passing.has(answer.status) && !isExpected(answer.status, call.expect));
    if (!again) return answer;
    if (performance.now() > end) {
      if ('failure' in answer) throw new Wrong(`${method} ${path} was not answered: ${answer.failure}`);
      return answer;
    }
    const wait = 'failure' in answer ? 0.5 : Number(answer.headers.get('retry-after') ?? 0.5);
    await delay(Math.min(wait, 2) * 1_000);
  }
}

/** Too many requests, or somebody behind is away: it passes. */
const passing = new Set([429, 502, 503, 504]);

async function attempt<T>(
  { baseUrl, token, locale }: ApiOptions,
  method: string,
  path: string,
  call: Call,
): Promise<Answer<T> | { failure: string }> {
  const headers = new Headers(call.headers);
  if (token) headers.set('authorization', `Bearer ${token}`);
  if (locale && !headers.has('accept-language')) headers.set('accept-language', locale);
  if (call.idempotencyKey) headers.set('idempotency-key', call.idempotencyKey);
  const contentType = call.raw?.contentType ?? (call.body === undefined ? undefined : 'application/json');
  if (contentType) headers.set('content-type', contentType);
  try {
    const answer = await fetch(new URL(path, baseUrl), {
      method,
      headers,
      body: bodyOf(call),
      redirect: 'manual',
      signal: AbortSignal.timeout(40_000),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const isJson = /[/+]json\b/.test(answer.headers.get('content-type') ?? '') && bytes.length > 0;
    const body = (isJson ? JSON.parse(bytes.toString('utf8')) : undefined) as T;
    return { status: answer.status, headers: answer.headers, body, bytes };
  } catch (error) {
    const { cause, message } = error as Error;
    return { failure: cause instanceof Error ? cause.message : message };
  }
}

function bodyOf({ raw, body }: Call): string | Uint8Array<ArrayBuffer> | null {
  if (raw) return typeof raw.content === 'string' ? raw.content : new Uint8Array(raw.content);
  return body === undefined ? null : JSON.stringify(body);
}
