import { describe, expect, it } from '@jest/globals';
import { ask, confirm, confirmUntil } from './opt-in.ts';
import { following, joined, newSubscription, type Subscription, wanted } from './subscription.ts';

const at = (text: string) => new Date(`2026-12-${text}Z`);
const consent = { way: 'double-opt-in' as const, at: at('02T10:00'), askedAt: at('01T10:00'), textVersion: '2026-12' };
const account: Subscription = { ...newSubscription('a', 'token-a'), accountId: 'a', email: 'zoe@example.com' };
const address: Subscription = {
  ...newSubscription('address-1', 'token-1'),
  email: 'zoe@example.com',
  subscribed: true,
  changedAt: at('02T10:00'),
  consent,
  locale: 'fr',
  localeChosen: true,
};

describe('a yes when somebody registers (B-2)', () => {
  const yes = { at: at('03T10:00'), textVersion: '2026-12' };

  it('counts with its proof, where they never said anything', () => {
    const consent = { way: 'account', at: yes.at, askedAt: null, textVersion: '2026-12' };
    expect(wanted(account, yes)).toMatchObject({ subscribed: true, changedAt: yes.at, consent });
  });

  it('changes nothing of what they said before', () => {
    const left = { ...account, changedAt: at('01T10:00') };
    expect(wanted(left, yes)).toBe(left);
  });
});

describe('two subscriptions of one person (V-5)', () => {
  it('become one: subscribed by the address alone, before there was an account', () => {
    expect(joined(account, address)).toEqual({
      ...account,
      subscribed: true,
      changedAt: at('02T10:00'),
      consent,
      locale: 'fr',
      localeChosen: true,
      formerTokens: ['token-1'],
    });
  });

  it('have the answer that was given last, whichever of the two gave it', () => {
    const left = { ...account, subscribed: false, changedAt: at('03T10:00') };
    expect(joined(left, address)).toMatchObject({ subscribed: false, consent });
    expect(joined({ ...left, changedAt: at('01T10:00') }, address)).toMatchObject({ subscribed: true });
    expect(joined({ ...left, subscribed: true }, { ...address, subscribed: false }).subscribed).toBe(true);
  });

  it('follow the account in what was not chosen', () => {
    const facts = {
      accountId: 'a',
      revision: 4,
      email: null,
      name: 'Zoë Kovačić',
      locale: 'en' as const,
      professions: ['lawyer' as const],
    };
    expect(following(account, facts)).toMatchObject({
      email: null,
      locale: 'en',
      professions: ['lawyer'],
      revision: 4,
    });
    const chosen = { ...account, locale: 'fr' as const, localeChosen: true, professions: [], professionsChosen: true };
    expect(following(chosen, facts)).toMatchObject({ locale: 'fr', professions: [] });
  });
});

describe('asking for the newsletter with an address (V-5)', () => {
  const wish = { email: 'zoe@example.com', locale: 'nl' as const, professions: [] };
  const expiresAt = at('08T22:59');
  const mail = (n: number) => ({ token: `hash-${n}`, expiresAt, id: `mail-${n}` });
  const { optIn: first } = ask(null, wish, mail(1), at('01T10:00'));

  it('mails once an hour at most, and keeps what was wished for last', () => {
    const again = ask(first, { ...wish, locale: 'fr' }, mail(2), at('01T10:59'));
    expect(again).toEqual({ mailed: false, optIn: { ...first, locale: 'fr' } });
    const later = ask(first, wish, mail(2), at('01T11:00'));
    expect(later).toMatchObject({ mailed: true, optIn: { tokens: ['hash-1', 'hash-2'], mails: ['mail-1', 'mail-2'] } });
  });

  it.each([
    ['2026-11-30T20:15:00Z', '2026-12-07T22:59:59.999Z'],
    ['2026-11-29T23:10:00Z', '2026-12-07T22:59:59.999Z'],
    ['2026-10-23T10:00:00Z', '2026-10-30T22:59:59.999Z'],
  ])('asked at %s can be confirmed through all of the day that the mail names', (asked, last) => {
    expect(confirmUntil(new Date(asked), 'Europe/Brussels')).toEqual(new Date(last));
  });

  it('comes to nothing after its end, and confirming twice is once', () => {
    expect(confirm(first, new Date(expiresAt.getTime() - 1))).toMatchObject({ isNew: true });
    expect(confirm(first, expiresAt)).toEqual({ refused: 'expired' });
    const yes = { ...first, confirmedAt: at('02T10:00') };
    expect(confirm(first, at('02T10:00'))).toEqual({ isNew: true, optIn: yes });
    expect(confirm(yes, at('03T10:00'))).toEqual({ isNew: false, optIn: yes });
  });

  it('anew after an end is a new request: old links are none any more', () => {
    const confirmed = { ...first, confirmedAt: at('02T10:00') };
    expect(ask(confirmed, wish, mail(3), at('05T10:00')).optIn).toMatchObject({
      tokens: ['hash-3'],
      confirmedAt: null,
    });
  });
});
