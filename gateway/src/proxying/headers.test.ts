import { describe, expect, it } from '@jest/globals';
import { answeredHeaders, forwardedHeaders, languageInstead } from './headers.ts';

describe('headers at the gateway', () => {
  it('drops what a client must not set, and what the hop keeps to itself (ASVS 4.1.3, RFC 9110)', () => {
    const raw = [
      ['Host', 'localhost'],
      ['X-Forwarded-For', '10.0.0.1'],
      ['Traceparent', 'forged'],
      ['Connection', 'close, X-Private'],
      ['X-Private', 'yes'],
      ['Transfer-Encoding', 'chunked'],
      ['Accept', 'application/json'],
    ].flat();
    expect(forwardedHeaders(raw, 'close, X-Private', { 'x-forwarded-for': '127.0.0.1' })).toEqual([
      'host',
      'localhost',
      'accept',
      'application/json',
      'x-forwarded-for',
      '127.0.0.1',
    ]);
  });

  it('passes answers on as they are, repeated headers too', () => {
    expect(answeredHeaders({ 'set-cookie': ['a=1', 'b=2'], connection: 'keep-alive', etag: '"1"' })).toEqual({
      'set-cookie': ['a=1', 'b=2'],
      etag: '"1"',
    });
  });
});

describe('the language that a service is told', () => {
  it.each([
    [undefined, 'fr', 'fr'],
    ['*', 'fr', 'fr'],
    ['de', 'fr', 'fr'],
    ['en', 'fr', null],
    ['nl', 'fr', null],
    [undefined, 'nl', null],
    [undefined, undefined, null],
  ] as const)('for Accept-Language %j of an account in %j is %j instead', (wished, account, told) => {
    expect(languageInstead(wished, account)).toBe(told);
  });

  it('takes the place of what was said', () => {
    const without = { language: true };
    expect(forwardedHeaders(['Accept-Language', '*'], undefined, { 'accept-language': 'fr' }, without)).toEqual([
      'accept-language',
      'fr',
    ]);
  });
});
