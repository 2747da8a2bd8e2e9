import { describe, expect, it } from '@jest/globals';
import { defineJob } from '@leerhuis/contracts';
import type { ConsumeMessage } from 'amqplib';
import { z } from 'zod';
import { Unprocessable } from './errors.ts';
import { readData } from './read-data.ts';

const answers = defineJob({
  queue: 'answers',
  worker: 'certification',
  meaning: 'What somebody outside answered.',
  data: z.strictObject({ reason: z.string() }),
});
const text = '{"reason":"Prénom inconnu"}';

function read(content: Buffer, properties: { contentType?: string; contentEncoding?: string } = {}): unknown {
  return readData(answers, { content, properties } as ConsumeMessage);
}

describe('what a message says', () => {
  it.each([
    ['UTF-8', Buffer.from(text), {}],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`), {}],
    ['UTF-8, said of the type', Buffer.from(text), { contentType: 'application/json; charset="UTF-8"' }],
    ['UTF-8, said of the encoding', Buffer.from(text), { contentEncoding: 'utf-8' }],
  ])('is read in %s', (_what, content, properties) => {
    expect(read(content, properties)).toEqual({ reason: 'Prénom inconnu' });
  });

  it.each([
    ['Latin-1', Buffer.from(text, 'latin1'), {}, 'the message is not UTF-8'],
    ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le'), {}, 'the message is not UTF-8'],
    ['what is no JSON', Buffer.from(text.slice(1)), {}, 'the message is not JSON'],
    ['a field twice', Buffer.from('{"reason":"a","reason":"b"}'), {}, 'the message names a field twice'],
    ['a NUL character', Buffer.from('{"reason":"\\u0000"}'), {}, 'the message holds forbidden characters'],
    ['what the contract lacks', Buffer.from('{}'), {}, 'the message does not fit its contract: reason: invalid_type'],
    [
      'what the contract has none of',
      Buffer.from('{"reason":"a","b":1,"c":2}'),
      {},
      'the message does not fit its contract: b+c: unrecognized_keys',
    ],
    [
      'another character set by name',
      Buffer.from('{"reason":"a"}'),
      { contentType: 'application/json;charset=ISO-8859-1' },
      'messages are read in UTF-8, not in ISO-8859-1',
    ],
    ['compression', Buffer.from(text), { contentEncoding: 'gzip' }, 'messages are read in UTF-8, not encoded as gzip'],
  ])('is refused for good in %s', (_what, content, properties, reason) => {
    expect(() => read(content, properties)).toThrow(new Unprocessable(reason));
  });
});
