import type { IncomingMessage } from 'node:http';
import { isClean } from '@leerhuis/contracts/read-json';
import type { Locale } from '@leerhuis/language';
import { z } from 'zod';
import { invalidRequest, notFound, Problem, problem } from '../answering/problem.ts';
import { together } from '../answering/together.ts';
import type { Route } from '../declaring/route.ts';
import type { RawBodySpec } from '../declaring/route-spec.ts';
import { bytesOf, hasBody, readBody } from './read-body.ts';
import { readJson } from './read-json.ts';
import { readQuery } from './read-query.ts';
import { readableOf } from './readable.ts';
import { validate } from './validate.ts';

export interface RequestParts {
  params: unknown;
  query: unknown;
  headers: unknown;
  body: unknown;
}

/** The parts as a handler gets them, and the content as it was sent (for telling equal requests from others). */
export interface ReadRequest {
  parts: RequestParts;
  content: unknown;
  /** The body is of the wrong form: `parts.body` is what is sound of it (`Readable`). */
  wrong?: Problem;
}

/** Made once per route: reads and checks everything that a client sends. */
export type RequestReader = (
  req: IncomingMessage & { url: string },
  params: Record<string, string>,
  locale: Locale,
) => Promise<ReadRequest>;

const nothing = z.strictObject({});
const defaultLimit = '100kb';

export function requestReader(route: Route, bodyWithinMs: number): RequestReader {
  const { request, bodyLimit = defaultLimit } = route;
  const limit = bytesOf(bodyLimit);
  const { body: bodySpec } = request;
  const readPath = route.namesWhatIsMade ? nameOf : readParams;
  return async (req, params, locale) => {
    const wrong: Problem[] = [];
    const reading = <T>(read: () => T): T | undefined => notingWhatIsWrong(wrong, read);
    const parts: RequestParts = {
      params: request.params ? readPath(request.params, params, locale) : undefined,
      query: reading(() => readQueryBy(request.query, req.url, locale)),
      headers: reading(() => request.headers && validate(request.headers, req.headers, 'header', locale)),
      body: undefined,
    };
    const raw = bodySpec !== undefined && 'raw' in bodySpec;
    // a file isn't taken in to be refused afterwards
    if (wrong.length > 0 && (raw || !bodySpec)) throw together(wrong);
    if (!bodySpec) return { parts, content: undefined };
    const contentType = readContentType(req, raw ? bodySpec : undefined);
    const bytes = hasBody(req) ? await readBody(req, limit, bodyWithinMs) : undefined;
    if (raw) {
      if (!bytes?.length) throw missingBody();
      parts.body = { contentType, bytes };
      return { parts, content: bytes };
    }
    const wrongBefore = wrong.length;
    const content = reading(() => (bytes?.length ? readJson(bytes) : undefined));
    reading(() => {
      if (wrong.length > wrongBefore) return;
      if (content === undefined && !bodySpec.safeParse(undefined).success) throw missingBody();
      parts.body = validate(bodySpec, content, 'body', locale);
    });
    const refusal = together(wrong);
    if (!refusal) return { parts, content };
    if (wrongBefore > 0) throw refusal;
    parts.body = readableOf(bodySpec, content);
    return { parts, content, wrong: refusal };
  };
}

/** Reads on after a part that is wrong, so that one answer names what is wrong in address, headers and body. */
function notingWhatIsWrong<T>(wrong: Problem[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 400) throw error;
    wrong.push(error);
    return undefined;
  }
}

function nameOf(schema: z.ZodObject, params: Record<string, string>, locale: Locale): unknown {
  return validate(schema, { ...params }, 'path', locale);
}

/** An id that can't be one names nothing: 404, as for one that isn't there. */
function readParams(schema: z.ZodObject, params: Record<string, string>): unknown {
  if (!Object.values(params).every(isClean)) throw notFound();
  const read = schema.safeParse({ ...params });
  if (!read.success) throw notFound();
  return read.data;
}

function readQueryBy(schema: z.ZodObject | undefined, url: string, locale: Locale): unknown {
  if (!url.includes('?')) return schema ? validate(schema, {}, 'query', locale) : undefined;
  const query = validate(schema ?? nothing, readQuery(url), 'query', locale);
  return schema ? query : undefined;
}

/** The media type without parameters. @throws Problem 415 */
function readContentType(req: IncomingMessage, raw: RawBodySpec | undefined): string {
  if (!hasBody(req)) return '';
  const [type = '', ...parameters] = (req.headers['content-type'] ?? '').split(';');
  const mediaType = type.trim().toLowerCase();
  const known = raw ? Object.hasOwn(raw.contentTypes, mediaType) : mediaType === 'application/json';
  if (!known) throw unsupported(raw ? Object.keys(raw.contentTypes) : ['application/json']);
  const encoding = req.headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') throw unsupported(['identity']);
  const charset = parameters.map((parameter) => parameter.trim().toLowerCase()).find((p) => p.startsWith('charset='));
  if (!raw && charset && !/^charset="?utf-?8"?$/.test(charset)) throw unsupported(['charset=utf-8']);
  return mediaType;
}

function unsupported(accepted: string[]): Problem {
  const list = accepted.join(', ');
  return problem(415, 'unsupported-media-type', {
    detail: { nl: `Hier wordt gelezen: ${list}`, fr: `Accepté ici : ${list}`, en: `Read here: ${list}` },
  });
}

function missingBody(): Problem {
  const message = {
    nl: 'Het verzoek heeft geen inhoud',
    fr: 'La demande est sans contenu',
    en: 'The request has no body',
  };
  return invalidRequest([{ field: 'body', message }]);
}
