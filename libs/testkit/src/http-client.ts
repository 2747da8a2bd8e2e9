/** An answer over HTTP, its body read. `body` is the parsed JSON, undefined when there is none. */
export interface HttpAnswer<T> {
  status: number;
  headers: Headers;
  body: T;
  bytes: Buffer;
}

export interface HttpOptions {
  headers?: Record<string, string>;
  idempotencyKey?: string;
  /** Sent as it is, instead of a JSON body. */
  raw?: { content: Buffer | string; contentType: string };
}

type Ask = <T = unknown>(path: string, options?: HttpOptions) => Promise<HttpAnswer<T>>;
type Send = <T = unknown>(path: string, body?: unknown, options?: HttpOptions) => Promise<HttpAnswer<T>>;

export interface HttpClient {
  get: Ask;
  delete: Ask;
  post: Send;
  put: Send;
  patch: Send;
  /** The same client as somebody else; without a token, as nobody. */
  as(token?: string): HttpClient;
}

/** A client for tests: JSON in and out, never follows redirects, never throws for a status. */
export function httpClient(baseUrl: string, token?: string): HttpClient {
  async function send<T>(method: string, path: string, body: unknown, options: HttpOptions): Promise<HttpAnswer<T>> {
    const headers = new Headers();
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    if (options.idempotencyKey !== undefined) headers.set('idempotency-key', options.idempotencyKey);
    if (options.raw) headers.set('content-type', options.raw.contentType);
    else if (body !== undefined) headers.set('content-type', 'application/json');
    for (const [name, value] of Object.entries(options.headers ?? {})) headers.set(name, value);
    const raw = options.raw?.content;
    const content = Buffer.isBuffer(raw)
      ? new Uint8Array(raw)
      : (raw ?? (body === undefined ? null : JSON.stringify(body)));
    const answer = await fetch(baseUrl + path, { method, headers, body: content, redirect: 'manual' });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const isJson = /[/+]json\b/.test(answer.headers.get('content-type') ?? '') && bytes.length > 0;
    const parsed: unknown = isJson ? JSON.parse(bytes.toString()) : undefined;
    return { status: answer.status, headers: answer.headers, body: parsed as T, bytes };
  }
  return {
    get: (path, options = {}) => send('GET', path, undefined, options),
    delete: (path, options = {}) => send('DELETE', path, undefined, options),
    post: (path, body, options = {}) => send('POST', path, body, options),
    put: (path, body, options = {}) => send('PUT', path, body, options),
    patch: (path, body, options = {}) => send('PATCH', path, body, options),
    as: (other) => httpClient(baseUrl, other),
  };
}
