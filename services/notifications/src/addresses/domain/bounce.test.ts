import { describe, expect, it } from '@jest/globals';
import { bounceOf, isPassedOver } from './bounce.ts';

describe('a mail that a server refuses for good', () => {
  it.each<[string, string | undefined, number, string | null, string | null]>([
    ['no such mailbox', 'RCPT TO', 550, '5.1.1', 'unknown'],
    ['no such mailbox, said after the mail', 'DATA', 550, '5.1.1', 'unknown'],
    ['no such mailbox, without a status', 'RCPT TO', 550, null, 'unknown'],
    ['a domain without mail (RFC 7505)', 'RCPT TO', 556, '5.1.10', 'domain'],
    ['a mailbox that is shut', 'RCPT TO', 550, '5.2.1', 'disabled'],
    ['a mailbox without room', 'RCPT TO', 552, '5.2.2', 'full'],
    ['we may not send there', 'RCPT TO', 550, '5.7.1', null],
    ['we may not send for that sender', 'MAIL FROM', 550, '5.1.8', null],
    ['what looks like an unsolicited mail', 'DATA', 554, '5.7.1', null],
    ['something after the mail, without a status', 'DATA', 550, null, null],
    ['a mail that is too big', 'DATA', 552, '5.3.4', null],
    ['our password', 'AUTH PLAIN', 535, '5.7.8', null],
    ['the connection', undefined, 554, null, null],
  ])('%s', (_, command, code, status, expected) => {
    expect(bounceOf({ command, code, status })).toBe(expected);
  });

  it.each([
    ['once', { why: 'unknown' as const, times: 1 }, false],
    ['three times', { why: 'unknown' as const, times: 3 }, true],
    ['as the mailbox is full', { why: 'full' as const, times: 9 }, false],
  ])('%s: whether newsletters pass the address over is %3$s', (_, bounced, expected) => {
    expect(isPassedOver(bounced)).toBe(expected);
  });
});
