import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { z } from 'zod';
import { readInput } from '../reading/input-faults.ts';
import { emailSchema } from './email.ts';

const described = new Ajv2020({ formats: { 'idn-email': true } }).compile(z.toJSONSchema(emailSchema, { io: 'input' }));

describe('an e-mail address', () => {
  it.each([
    ['info@café-luik.be', 'info@xn--caf-luik-d1a.be'],
    ['info@cafe\u0301-luik.be', 'info@xn--caf-luik-d1a.be'],
    ['Info@CAFÉ-Luik.BE', 'info@xn--caf-luik-d1a.be'],
    ['info@xn--caf-luik-d1a.be', 'info@xn--caf-luik-d1a.be'],
    ['INFO@XN--CAF-LUIK-D1A.be', 'info@xn--caf-luik-d1a.be'],
    [' \t\u00a0info@café-luik.be\u2003\r\n', 'info@xn--caf-luik-d1a.be'],
    ['jan@straße.de', 'jan@xn--strae-oqa.de'],
    ['jan@xn--strae-oqa.de', 'jan@xn--strae-oqa.de'],
    ['иван@почта.рф'.replace('иван', 'ivan'), 'ivan@xn--80a1acny.xn--p1ai'],
    ['ivan@xn--80a1acny.xn--p1ai', 'ivan@xn--80a1acny.xn--p1ai'],
    ['mei@例え。テスト', 'mei@xn--r8jz45g.xn--zckzah'],
    ['jan@mail.café.co.uk', 'jan@mail.xn--caf-dma.co.uk'],
    ["j.o'neill+cme@Voorbeeld.be", "j.o'neill+cme@voorbeeld.be"],
    [' jan@voorbeeld.be', 'jan@voorbeeld.be'],
  ])('%j is read as %s', (typed, read) => {
    expect(readInput(emailSchema, typed)).toEqual({ value: read });
    expect([typed, described(typed)]).toEqual([typed, true]);
  });

  it.each([
    ...['', 'jan', '@voorbeeld.be', 'jan@', 'jan@voorbeeld', 'jan@@voorbeeld.be', 'jan@a@b.be', 'jan jan@voorbeeld.be'],
    ...['.jan@voorbeeld.be', 'jan.@voorbeeld.be', 'j..n@voorbeeld.be', `${'j'.repeat(65)}@voorbeeld.be`],
    ...['jan@-é.be', 'jan@é-.be', 'jan@é..be', 'jan@.é.be', 'jan@é.be.', 'jan@é.1', 'jan@é_x.be', 'jan@é.be:80'],
    ...['jan@é%2ebe.be', 'jan@é/x.be', 'jan@é?x.be', 'jan@é#x.be', 'jan@é\\x.be', 'jan@[é].be', 'jan@127.0.0.1'],
    ...['jan@voor beeld.be', 'jan@é .be', 'jan@\u0378.be', 'jan＠voorbeeld.be', `jan@${'é'.repeat(63)}.be`],
    ...['jan@0x7f.１', `jan@${'é.'.repeat(60)}be`, 'jan@voorbeeld.be\u0000', 'jan@voorbeeld.be, an@voorbeeld.be'],
  ])('%j is none', (typed) => {
    expect(readInput(emailSchema, typed)).toHaveProperty('faults');
  });

  it.each(['ën@voorbeeld.be', ' josé.maria@café-luik.be ', 'иван@почта.рф'])(
    '%j is told what its fault is',
    (typed) => {
      const read = readInput(emailSchema, typed);
      expect('faults' in read && read.faults[0]?.message.nl).toContain(
        'Voor de @ kunnen alleen letters zonder accenten',
      );
      expect('faults' in read && read.faults[0]?.message.fr).toContain('Avant le @');
    },
  );

  it('is told in three languages when it is none', () => {
    expect(readInput(emailSchema, 'jan')).toMatchObject({
      faults: [{ message: { nl: 'Geen geldig e-mailadres', en: 'Not a sound e-mail address' } }],
    });
    expect(readInput(emailSchema, 'jan@\u0378.be')).toMatchObject({
      faults: [{ message: { nl: 'Geen geldig e-mailadres' } }],
    });
  });

  it('is judged fast, however it is made', () => {
    const start = performance.now();
    for (const part of ['é', 'é.', 'a', 'a-', '。', 'é。', ' ', '\u2003', '.']) {
      readInput(emailSchema, `jan@${part.repeat(20_000)}`);
      readInput(emailSchema, `jan@${part.repeat(20_000)}!`);
    }
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
