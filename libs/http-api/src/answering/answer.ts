import type { Readable } from 'node:stream';

export type AnswerHeaders = Record<string, string | string[]>;

/** What a handler gives back; the helpers below make the usual ones. At most one of `body` and `raw` is set. */
export interface Answer {
  status: number;
  headers?: AnswerHeaders;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, under the Content-Type among the headers; a function is called only when a body is really wanted. */
  raw?: string | Buffer | Readable | (() => Readable);
}

/** What an answer in a language varies by, besides what its handler says: who signed in has a language too. */
export function byLanguage(vary: string | string[] = []): string {
  const said = [vary].flat().flatMap((names) => names.split(', '));
  return [...new Set([...said, 'Accept-Language', 'Authorization'])].join(', ');
}

export function ok(body: unknown, headers: AnswerHeaders = {}): Answer {
  return { status: 200, headers, body };
}

/** @param location path of what was created, e.g. `/api/v1/orders/0190...` */
export function created(body: unknown, location: string, headers: AnswerHeaders = {}): Answer {
  return { status: 201, headers: { ...headers, Location: location }, body };
}

/** Taken up, to be done later. */
export function accepted(body: unknown, headers: AnswerHeaders = {}): Answer {
  return { status: 202, headers, body };
}

export function noContent(headers: AnswerHeaders = {}): Answer {
  return { status: 204, headers };
}

export function notModified(headers: AnswerHeaders = {}): Answer {
  return { status: 304, headers };
}

export function html(page: string, headers: AnswerHeaders = {}): Answer {
  return { status: 200, headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers }, raw: page };
}

/** 303 by default: what follows a form. */
export function redirect(url: string, status: 302 | 303 | 307 | 308 = 303): Answer {
  return { status, headers: { Location: url } };
}

export interface FileContent {
  content: Buffer | Readable | (() => Readable);
  contentType: string;
  /** Name for the reader's disk; quotes, line ends and other scripts are taken care of. */
  filename?: string;
  /** Bytes; needed for a stream if the reader is to see how far it is. */
  size?: number;
  etag?: string;
  /** `inline` shows it in the browser; the default saves it. */
  disposition?: 'inline' | 'attachment';
}

/** A whole file. Byte ranges (206, 416) come from `@leerhuis/files`, whose answers go through here as they are. */
export function file({ content, contentType, filename, size, etag, disposition = 'attachment' }: FileContent): Answer {
  const length = Buffer.isBuffer(content) ? content.length : size;
  return {
    status: 200,
    headers: {
      'Content-Type': contentType,
      'Content-Disposition': contentDisposition(disposition, filename),
      ...(length === undefined ? {} : { 'Content-Length': String(length) }),
      ...(etag === undefined ? {} : { ETag: etag }),
    },
    raw: content,
  };
}

/** RFC 6266: a plain name for old readers, and the real one percent-encoded. */
export function contentDisposition(disposition: 'inline' | 'attachment', filename?: string): string {
  if (filename === undefined) return disposition;
  const plain = filename.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  if (plain === filename) return `${disposition}; filename="${plain}"`;
  const encoded = encodeURIComponent(filename.replace(/\p{Surrogate}/gu, '_')).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16)}`,
  );
  return `${disposition}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
