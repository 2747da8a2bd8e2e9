import type { JobContract } from '@leerhuis/contracts';
import { type JsonFault, readJsonBytes } from '@leerhuis/contracts/read-json';
import type { ConsumeMessage } from 'amqplib';
import type { z } from 'zod';
import { Unprocessable } from './errors.ts';

const faults: Record<JsonFault, string> = {
  'not-utf-8': 'the message is not UTF-8',
  'not-json': 'the message is not JSON',
  'too-deep': 'the message is nested too deeply',
  'forbidden-text': 'the message holds forbidden characters',
  'key-twice': 'the message names a field twice',
};

/**
 * The data of a message, which may come from outside: read as the body of an HTTP request is.
 * @throws Unprocessable that says why it can't be read, or where it leaves its contract
 */
export function readData<D>(contract: JobContract<unknown, D>, { content, properties }: ConsumeMessage): D {
  demandUtf8(properties.contentType, properties.contentEncoding);
  const read = readJsonBytes(content);
  if ('refused' in read) throw new Unprocessable(faults[read.refused]);
  const parsed = contract.reads.safeParse(read.value);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => `${whereOf(issue)}: ${issue.code}`).join(', ');
  throw new Unprocessable(`the message does not fit its contract: ${wrong}`);
}

function whereOf(issue: z.core.$ZodIssue): string {
  const names = issue.code === 'unrecognized_keys' ? [issue.keys.join('+')] : [];
  return [...issue.path, ...names].join('.');
}

/** Some senders put the character set where the compression belongs. */
function demandUtf8(contentType: unknown, contentEncoding: unknown): void {
  const [, charset] = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(String(contentType ?? '')) ?? [];
  if (charset !== undefined && !/^utf-?8$/i.test(charset))
    throw new Unprocessable(`messages are read in UTF-8, not in ${charset}`);
  const encoding = String(contentEncoding ?? '');
  if (!/^(utf-?8|identity|)$/i.test(encoding))
    throw new Unprocessable(`messages are read in UTF-8, not encoded as ${encoding}`);
}
