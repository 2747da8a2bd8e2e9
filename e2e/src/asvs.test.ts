import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

const page = new URL('../../docs/security/asvs.md', import.meta.url);
const text = readFileSync(page, 'utf8');
const rows = [...text.matchAll(/^\| ([\d.]+) \| ([12]) \| (.+) \|$/gm)].map(([, id = '', level = '', how = '']) => {
  return { id, level, how };
});

it('has each requirement of levels 1 and 2 of ASVS 5.0 once, in its order', () => {
  expect(rows.filter(({ level }) => level === '1')).toHaveLength(70);
  expect(rows.filter(({ level }) => level === '2')).toHaveLength(183);
  const order = rows.map(({ id }) =>
    id
      .split('.')
      .map((part) => part.padStart(2, '0'))
      .join('.'),
  );
  expect(order).toEqual([...new Set(order)].sort());
});

it('tells of each how it holds, or why it does not', () => {
  const told = /^(test|document): \[|^does not (apply|hold): \w/;
  expect(rows.filter(({ how }) => !told.test(how))).toEqual([]);
});

it('names tests and documents that are there', () => {
  const links = [...text.matchAll(/\]\((\.[^)#]+|[^):#]+\.md)\)/g)].map(([, link = '']) => link);
  expect(links.length).toBeGreaterThan(150);
  expect(links.filter((link) => !existsSync(new URL(link, page)))).toEqual([]);
});
