import { describe, expect, it } from '@jest/globals';
import { mongo } from 'mongoose';
import { isContention, isInfrastructureError } from './index.ts';

describe('an infrastructure error', () => {
  it('is that MongoDB cannot be reached, also as the cause of another error', () => {
    const away = new mongo.MongoNetworkError('connection closed');
    expect(isInfrastructureError(away)).toBe(true);
    expect(isInfrastructureError(new Error('could not load', { cause: away }))).toBe(true);
  });

  it('is that the primary changes or shuts down', () => {
    for (const code of [91, 189, 10107, 11600, 11602]) {
      expect(isInfrastructureError(new mongo.MongoServerError({ message: 'not now', code }))).toBe(true);
    }
  });

  it('is that other transactions stood in the way for too long', () => {
    const conflict = new mongo.MongoServerError({ message: 'WriteConflict', code: 112 });
    expect(isInfrastructureError(conflict)).toBe(true);
    expect(isContention(conflict)).toBe(true);
    const labelled = new mongo.MongoServerError({
      message: 'gone',
      code: 251,
      errorLabels: ['TransientTransactionError'],
    });
    expect(isContention(labelled)).toBe(true);
    expect(isContention(new mongo.MongoNetworkError('connection closed'))).toBe(false);
  });

  it('is neither a duplicate key nor a fault of the work', () => {
    expect(isInfrastructureError(new mongo.MongoServerError({ message: 'E11000', code: 11000 }))).toBe(false);
    expect(isInfrastructureError(new TypeError('x is undefined'))).toBe(false);
    expect(isInfrastructureError('text')).toBe(false);
  });
});
