import { describe, expect, it } from '@jest/globals';
import { answering } from './sample-description.ts';
import { unpagedLists } from './unpaged-lists.ts';

const items = { type: 'array', items: { type: 'object', properties: { id: { type: 'string' } } } };
const nextCursor = { type: ['string', 'null'] };
const total = { type: ['object', 'null'] };

describe('a list', () => {
  it('is asked for page by page, and tells how long it is', () => {
    expect(unpagedLists(answering({ items, nextCursor, total }, ['limit', 'cursor']), {})).toEqual([]);
    expect(unpagedLists(answering({ items }), {})).toEqual(['GET /things lacks limit, cursor, nextCursor, total']);
    expect(unpagedLists(answering({ items, nextCursor }, ['limit', 'cursor']), {})).toEqual([
      'GET /things lacks total',
    ]);
  });

  it('may come whole when it stays short by its nature, as long as it is there', () => {
    expect(unpagedLists(answering({ items }), { 'GET /things': 'why' })).toEqual([]);
    expect(unpagedLists(answering({ lines: items }), { 'GET /things': 'why' })).toEqual([
      'GET /things is exempt and is no list',
    ]);
  });
});
