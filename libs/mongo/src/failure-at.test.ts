import { expect, it } from '@jest/globals';
import { OneRefused } from '@leerhuis/waiting';
import { mongo } from 'mongoose';
import { failureAt } from './index.ts';

it('refuses the one that an error is about, and leaves what is of the transaction to all', () => {
  const wrong = new Error('no such course');
  expect(failureAt(2, wrong)).toMatchObject({ index: 2, cause: wrong });
  expect(failureAt(2, wrong)).toBeInstanceOf(OneRefused);
  expect(failureAt(0, new mongo.MongoServerError({ message: 'E11000', code: 11_000 }))).toBeInstanceOf(OneRefused);

  const conflict = new mongo.MongoServerError({ message: 'WriteConflict', code: 112 });
  const ended = new mongo.MongoServerError({ message: 'ended', code: 251 });
  ended.addErrorLabel('TransientTransactionError');
  for (const error of [conflict, ended, new mongo.MongoNetworkError('closed')]) expect(failureAt(2, error)).toBe(error);
});
