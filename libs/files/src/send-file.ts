import type { Readable } from 'node:stream';
import { type ByteRange, parseRange } from './byte-range.ts';

/** Something with bytes that can be sent: a stored file, or one on disk. */
export interface FileSource {
  size: number;
  contentType: string;
  etag: string;
  savedAt: Date;
  open(range?: ByteRange): Readable;
}

/** What the reader asked for: these request headers, when they came. */
export interface FileRequest {
  range?: string | undefined;
  'if-range'?: string | undefined;
  'if-none-match'?: string | undefined;
}

/** What of a request decides how a file is sent. */
export function askedBy(request: { header(name: string): string | undefined }): FileRequest {
  return {
    range: request.header('range'),
    'if-range': request.header('if-range'),
    'if-none-match': request.header('if-none-match'),
  };
}

/** As `Answer` of @leerhuis/http-api. */
export interface FileAnswer {
  status: 200 | 206 | 304 | 416;
  headers: Record<string, string>;
  raw?: string | (() => Readable);
}

/**
 * The answer for a file: whole (200), the range that was asked for (206), nothing new (304), or no such range (416). A
 * range holds only for the version that the reader has (If-Range); for another one the whole file is sent.
 * @param headers added to the answer, e.g. Content-Disposition and Cache-Control
 */
export function sendFile(file: FileSource, request: FileRequest, headers: Record<string, string> = {}): FileAnswer {
  const about = {
    ...headers,
    ETag: file.etag,
    'Last-Modified': file.savedAt.toUTCString(),
    'Accept-Ranges': 'bytes',
  };
  if (isKnown(file, request['if-none-match'])) return { status: 304, headers: about };
  const range = isSameVersion(file, request['if-range']) ? parseRange(request.range, file.size) : 'whole';
  if (range === 'unsatisfiable') {
    const problem = {
      type: 'https://leerhuis.dev/problems/range-not-satisfiable',
      title: 'Range not satisfiable',
      status: 416,
      detail: `The file has ${file.size} bytes.`,
    };
    return {
      status: 416,
      headers: { 'Content-Type': 'application/problem+json', 'Content-Range': `bytes */${file.size}` },
      raw: JSON.stringify(problem),
    };
  }
  const described = { ...about, 'Content-Type': file.contentType };
  if (range === 'whole') {
    return { status: 200, headers: { ...described, 'Content-Length': String(file.size) }, raw: () => file.open() };
  }
  const part = {
    'Content-Length': String(range.end - range.start + 1),
    'Content-Range': `bytes ${range.start}-${range.end}/${file.size}`,
  };
  return { status: 206, headers: { ...described, ...part }, raw: () => file.open(range) };
}

function isKnown(file: FileSource, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  const known = ifNoneMatch.split(',').map((etag) => etag.trim().replace(/^W\//, ''));
  return known.includes(file.etag) || known.includes('*');
}

/** If-Range compares strongly, and dates to the second. */
function isSameVersion(file: FileSource, ifRange: string | undefined): boolean {
  return ifRange === undefined || ifRange === file.etag || ifRange === file.savedAt.toUTCString();
}
