import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { readInput, toldTogether } from '../reading/input-faults.ts';
import { problem } from './problem.ts';
import { together } from './together.ts';

it('refusals that are known at the same time are told in one', () => {
  const message = { nl: 'Fout', en: 'Wrong' };
  const first = problem(422, 'first', { detail: message, errors: [{ field: 'a', message }] });
  const second = problem(409, 'second', { errors: [{ field: 'b', message }] });
  expect(together([])).toBeNull();
  expect(together([null, second])).toBe(second);
  expect(together([first, null, second])).toMatchObject({
    status: 422,
    slug: 'first',
    options: { detail: message, errors: [{ field: 'a' }, { field: 'b' }] },
  });
});

it('faults of rules are told beside those of the form, and not without them', () => {
  const message = { nl: 'Te zwak', en: 'Too weak' };
  const form = z.strictObject({ name: z.string(), password: z.string() });
  const schema = toldTogether(form, (value) => {
    const { password } = (value ?? {}) as { password?: unknown };
    return password === 'weak' ? [{ path: ['password'], message }] : [];
  });
  expect(readInput(schema, { name: 'a', password: 'weak' })).toEqual({ value: { name: 'a', password: 'weak' } });
  const faults = (value: unknown) => {
    const read = readInput(schema, value);
    return 'faults' in read ? read.faults.map(({ path, message }) => [path.join('.'), message.en]) : [];
  };
  expect(faults({ password: 'weak' })).toEqual([
    ['name', 'This field is required'],
    ['password', 'Too weak'],
  ]);
  expect(faults({ name: 1, password: 'strong' })).toEqual([['name', 'Must be a text']]);
  expect(faults(null)).toEqual([['', 'Must be an object']]);
});
