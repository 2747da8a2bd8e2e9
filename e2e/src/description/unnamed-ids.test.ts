import { describe, expect, it } from '@jest/globals';
import { answering } from './sample-description.ts';
import { unnamedIds } from './unnamed-ids.ts';

const text = { type: 'string' };
const faultsOf = (fields: Record<string, object>, allowed = {}) => unnamedIds(answering(fields), allowed);

describe('an id in an answer', () => {
  it.each([
    ['of a course, with its title', { courseId: text, courseTitle: text }],
    ['of an order, with its number', { orderId: text, orderNumber: text }],
    ['of a person who did it, with their name', { by: text, byName: text }],
    ['of the thing itself', { id: text, state: text }],
    ['that is a word', { by: { enum: ['teacher', 'staff'] } }],
  ])('%s, can be read', (_, fields) => {
    expect(faultsOf(fields)).toEqual([]);
  });

  it.each([
    ['courseId', { courseId: text, title: text }],
    ['by', { by: { type: ['string', 'null'] } }],
    ['placedBy', { placedBy: text, accountName: text }],
    ['clientIds', { clientIds: { type: 'array', items: text } }],
  ])('%s without a word for people is a fault', (name, fields) => {
    expect(faultsOf(fields)).toEqual([expect.stringContaining(`Thing.${name}: give`)]);
  });

  it('is found however deep, and once for each schema', () => {
    const lines = { lines: { type: 'array', items: { type: 'object', properties: { courseId: text } } } };
    expect(faultsOf(lines)).toEqual([expect.stringContaining('Thing.lines[].courseId: give')]);
  });

  it('may be exempt as long as it is there', () => {
    expect(faultsOf({ courseId: text }, { courseId: 'why' })).toEqual([]);
    expect(faultsOf({ courseId: text }, { 'Thing.courseId': 'why' })).toEqual([]);
    expect(faultsOf({ id: text }, { courseId: 'why' })).toEqual(['courseId is exempt and is in no answer']);
  });
});
