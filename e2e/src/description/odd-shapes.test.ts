import { describe, expect, it } from '@jest/globals';
import { oddShapes } from './odd-shapes.ts';
import { answering } from './sample-description.ts';

const text = { type: 'string' };
const texts = { type: 'object', properties: { nl: text, fr: text } };
const none = { values: {}, names: {} };
const faultsOf = (fields: Record<string, object>) => oddShapes(answering(fields), none);

describe('a field of an answer', () => {
  it.each([
    ['a state in words of small letters', { state: { enum: ['open', 'partially-paid'] } }],
    ['a title in the language that is asked for', { courseId: text, courseTitle: text }],
    ['a title of its own', { id: text, title: { type: ['string', 'null'] } }],
    ['a field of before', { status: { enum: ['partiallyPaid'], deprecated: true } }],
  ])('is in order as %s', (_, fields) => {
    expect(faultsOf(fields)).toEqual([]);
  });

  it.each([
    ['state', { state: { enum: ['partiallyPaid'] } }, 'partiallyPaid is not in words'],
    ['kinds', { kinds: { type: 'array', items: { enum: ['on_sale'] } } }, 'on_sale is not in words'],
    ['status', { status: { enum: ['open'] } }, 'call it `state`'],
    ['courseTitle', { courseTitle: texts }, 'give one text'],
    ['title', { courseId: text, title: text }, 'of a course by its id, call it `courseTitle`'],
  ])('is a fault as %s %j', (name, fields, fault) => {
    expect(faultsOf(fields)).toEqual([expect.stringContaining(`Thing.${name}: ${fault}`)]);
  });

  it('may have the values of others, by name', () => {
    const fields = { currency: { const: 'EUR' } };
    expect(oddShapes(answering(fields), { values: { currency: 'ISO 4217' }, names: {} })).toEqual([]);
  });
});

it('a parameter is held to the same', () => {
  expect(oddShapes(answering({}, ['status']), none)).toEqual([expect.stringContaining('GET /things?status: call it')]);
});
