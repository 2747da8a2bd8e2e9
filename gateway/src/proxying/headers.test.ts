import { describe, expect, it } from '@jest/globals';
import { answeredHeaders, forwardedHeaders } from './headers.ts';

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
