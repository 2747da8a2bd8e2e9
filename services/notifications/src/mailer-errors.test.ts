import { describe, expect, it } from '@jest/globals';
import { MailDelayed, MailRefused, sorted } from './mailer-errors.ts';

const answered = (response: string, command: string) =>
  Object.assign(new Error(`Message failed: ${response}`), {
    code: 'EENVELOPE',
    response,
    responseCode: Number(response.slice(0, 3)),
    command,
  });

describe('what a mail server said', () => {
  it('is for staff, and neither in the message of the error nor in anything that a log would show of it', () => {
    const error = sorted(answered('550 5.1.1 <zoe@example.com>: nobody of that name', 'RCPT TO'));
    expect(error).toBeInstanceOf(MailRefused);
    expect(error).toMatchObject({ bounce: 'unknown', said: '550 5.1.1 <zoe@example.com>: nobody of that name' });
    expect(error.message).toBe('the mail server answered 550 5.1.1 to RCPT TO');
    expect([JSON.stringify(error), error.stack, error.cause].join()).not.toContain('zoe');
  });

  it('for now only is a delay, and no bounce', () => {
    const error = sorted(answered('450 4.2.0 <zoe@example.com>: greylisted', 'RCPT TO'));
    expect(error).toBeInstanceOf(MailDelayed);
    expect(error).toMatchObject({ isAway: false, isUnknown: false });
    expect(error.message).toBe('the mail server answered 450 4.2.0 to RCPT TO');
  });

  it('nothing, as the address is none: that is a bounce too', () => {
    const none = Object.assign(new Error('Invalid recipient "zoe @"'), { code: 'EENVELOPE', command: 'API' });
    expect(sorted(none)).toMatchObject({ bounce: 'malformed', message: 'no address that mail can be sent to' });
  });

  it('nothing, as it is away: a delay', () => {
    const away = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:25'), { code: 'ESOCKET', syscall: 'connect' });
    expect(sorted(away)).toMatchObject({ isAway: true, message: 'connect ECONNREFUSED 127.0.0.1:25' });
  });
});
