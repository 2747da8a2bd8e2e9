import { locales } from '@leerhuis/language';
import { statusTexts } from '../answering/problem-texts.ts';
import type { JsonSchema } from '../declaring/documented.ts';

/** RFC 9457, as every refusal of ours looks. */
export const problemSchema: JsonSchema = {
  type: 'object',
  description: 'Problem details (RFC 9457)',
  properties: {
    type: { type: 'string', format: 'uri', description: 'Stable: decide by this' },
    title: { type: 'string' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    detail: { type: 'string' },
    instance: { type: 'string', format: 'uri-reference', description: 'The trace of this request' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { field: { type: 'string' }, message: { type: 'string' } },
        required: ['field', 'message'],
        additionalProperties: false,
      },
    },
  },
  required: ['type', 'title', 'status', 'detail'],
  additionalProperties: false,
};

const text = (description: string): JsonSchema => ({ description, schema: { type: 'string' } });

export const standardHeaders: Record<string, JsonSchema> = {
  Allow: { ...text('Methods of this path'), required: true },
  ContentLanguage: { description: 'Language of the texts', schema: { type: 'string', enum: [...locales] } },
  ETag: text(
    'Revision, for If-Match, and of a read its content too, for If-None-Match; a weak one (W/) tells of the content alone',
  ),
  IdempotencyReplayed: {
    description: 'Given when an equal request was answered before',
    schema: { type: 'string', const: 'true' },
  },
  Location: { ...text('Path of what was created'), required: true },
  RetryAfter: { description: 'Seconds to wait', required: true, schema: { type: 'integer', minimum: 1 } },
  WWWAuthenticate: { ...text('How to prove who you are'), required: true },
};

export function headerRef(name: string): JsonSchema {
  return { $ref: `#/components/headers/${name}` };
}

const extraHeaders: Record<number, Record<string, JsonSchema>> = {
  401: { 'WWW-Authenticate': headerRef('WWWAuthenticate') },
  405: { Allow: headerRef('Allow') },
  412: { ETag: headerRef('ETag') },
  429: { 'Retry-After': headerRef('RetryAfter') },
  503: { 'Retry-After': headerRef('RetryAfter') },
};

export const problemContent: JsonSchema = {
  'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
};

/** Name of the shared description of a refusal. */
export function problemResponseName(status: number): string {
  return `Problem${status}`;
}

/** The refusals, once for all operations. */
export function standardResponses(): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(statusTexts).map(([status, { title }]) => [
      problemResponseName(Number(status)),
      {
        description: title.en,
        headers: { 'Content-Language': headerRef('ContentLanguage'), ...extraHeaders[Number(status)] },
        content: problemContent,
      },
    ]),
  );
}
