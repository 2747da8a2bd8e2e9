import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { vectors } from '../test/vectors.ts';
import { creditorReference, formatIban, isCreditorReference, isIban } from './accounts.ts';
import {
  enterpriseNumberDigits,
  formatEnterpriseNumber,
  isEnterpriseNumber,
  isVatNumber,
} from './enterprise-number.ts';
import { epcQrPayload } from './epc-qr.ts';
import { euro } from './money.ts';
import {
  isStructuredCommunication,
  structuredCommunication,
  structuredCommunicationDigits,
} from './structured-communication.ts';

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''));

/** The same number with one digit changed. */
const withWrongDigit = (text: string) =>
  fc.tuple(fc.nat(text.length - 1), fc.integer({ min: 1, max: 9 })).map(([place, by]) => {
    const digit = (Number(text[place]) + by) % 10;
    return `${text.slice(0, place)}${digit}${text.slice(place + 1)}`;
  });

describe('a structured communication', () => {
  it.each(vectors.structuredCommunication.valid)('of %s is %s', (base, formatted) => {
    expect(structuredCommunication(base)).toBe(formatted);
    expect(structuredCommunicationDigits(formatted.replaceAll('+', '*'))).toBe(formatted.replace(/\D/g, ''));
    expect(isStructuredCommunication(formatted.replace(/\D/g, ''))).toBe(true);
  });

  it.each(vectors.structuredCommunication.invalid)('is not %s', (text) => {
    expect(isStructuredCommunication(text)).toBe(false);
  });

  it('of zeros only can be read but is never issued', () => {
    expect(isStructuredCommunication('000000000097')).toBe(true);
    expect(() => structuredCommunication('0000000000')).toThrow(RangeError);
    expect(() => structuredCommunication('12345')).toThrow(RangeError);
  });

  it('shows every single wrong digit', () => {
    const issued = digits(10)
      .filter((base) => base !== '0000000000')
      .map(structuredCommunication);
    fc.assert(
      fc.property(
        issued.chain((text) => withWrongDigit(text.replace(/\D/g, ''))),
        (wrong) => !isStructuredCommunication(wrong),
      ),
    );
  });
});

describe('an IBAN', () => {
  it.each(vectors.iban.valid)('is %s', (iban) => {
    expect(isIban(iban)).toBe(true);
    expect(isIban(formatIban(iban).toLowerCase())).toBe(true);
  });

  it.each([...vectors.iban.invalid, '', 'BE68', 'BE6853900754703412', 'XX'])('is not %s', (iban) => {
    expect(isIban(iban)).toBe(false);
  });

  it('shows every single wrong digit', () => {
    fc.assert(fc.property(withWrongDigit('68539007547034'), (wrong) => !isIban(`BE${wrong}`)));
  });

  it('of a Belgian account also carries the national check', () => {
    // sound by ISO 13616, but 5390075470 modulo 97 is 34
    expect(isIban('BE41539007547035')).toBe(false);
  });
});

describe('a creditor reference', () => {
  it.each(vectors.creditorReference.valid)('is %s', (text) => {
    expect(isCreditorReference(text)).toBe(true);
    expect(creditorReference(text.slice(4))).toBe(text);
  });

  it.each(vectors.creditorReference.invalid)('is not %s', (text) => expect(isCreditorReference(text)).toBe(false));
});

describe('an enterprise number', () => {
  it.each(vectors.enterpriseNumber.valid)('is %s', (number) => {
    expect(enterpriseNumberDigits(formatEnterpriseNumber(number))).toBe(number);
    expect(enterpriseNumberDigits(`BE ${number}`)).toBe(number);
  });

  it.each([...vectors.enterpriseNumber.invalid, '', '12345678', 'abc'])('is not %s', (number) => {
    expect(isEnterpriseNumber(number)).toBe(false);
  });

  it('of the old nine digits gets a zero in front', () => {
    expect(enterpriseNumberDigits('123.456.749')).toBe('0123456749');
  });

  it('shows every single wrong digit', () => {
    fc.assert(fc.property(withWrongDigit('0123456749'), (wrong) => !isEnterpriseNumber(wrong)));
  });
});

describe('a VAT number', () => {
  it.each(vectors.vatNumber.valid)('is %s', (number) => expect(isVatNumber(number)).toBe(true));
  it.each(vectors.vatNumber.invalid)('is not %s', (number) => expect(isVatNumber(number)).toBe(false));
});

describe('an EPC QR code', () => {
  const transfer = { name: 'Voorbeeld Opleidingen BV', iban: 'BE68 5390 0754 7034', amount: euro(60_500) };

  it('carries a Belgian structured communication as text and an RF reference on its own line', () => {
    expect(epcQrPayload({ ...transfer, bic: 'KREDBEBB', reference: '+++123/4567/89002+++' })).toBe(
      vectors.epcQr.belgian,
    );
    expect(epcQrPayload({ ...transfer, reference: 'RF18539007547034' })).toBe(vectors.epcQr.creditorReference);
  });

  it('is refused when a bank could not read it', () => {
    const wrong = [{ amount: euro(0) }, { iban: 'BE00' }, { name: 'x'.repeat(71) }, { name: 'a\nb' }, { name: '' }];
    for (const change of wrong)
      expect(() => epcQrPayload({ ...transfer, reference: 'r', ...change })).toThrow(RangeError);
  });
});
