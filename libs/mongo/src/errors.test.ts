import { describe, expect, it } from '@jest/globals';
import { mongo } from 'mongoose';
import { isContention, isDatabaseAway, isDatabaseTrouble, isDuplicateKey } from './index.ts';

const server = (code: number, message = 'not now') => new mongo.MongoServerError({ message, code });
const inTransaction = <E extends mongo.MongoError>(error: E): E => {
  error.addErrorLabel('TransientTransactionError');
  return error;
};
const mongoose = (message: string) => Object.assign(new Error(message), { name: 'MongooseError' });
const cut = new mongo.MongoNetworkError('connection closed');
const conflict = inTransaction(server(112, 'WriteConflict'));
const because = (cause: unknown) => new Error('could not load', { cause });

describe('what an error of MongoDB means', () => {
  it.each<[what: string, error: unknown, meaning: string]>([
    ['a connection that was cut', cut, 'away'],
    ['one that was cut inside a transaction', inTransaction(new mongo.MongoNetworkError('reset')), 'away'],
    ['no server to choose', Object.assign(new Error('timed out'), { name: 'MongoServerSelectionError' }), 'away'],
    ['no connection free', Object.assign(new Error('timed out'), { name: 'MongoWaitQueueTimeoutError' }), 'away'],
    ['not connected yet', mongoose('Cannot call `x.find()` before initial connection is complete'), 'away'],
    ['a host out of reach', server(6), 'away'],
    ['an answer not in time', server(50), 'away'],
    ['a majority not in time', server(64), 'away'],
    ['a shutdown', server(91), 'away'],
    ['a server that fits no read preference', server(133), 'away'],
    ['a majority not known yet', server(134), 'away'],
    ['a step-down', server(189), 'away'],
    ['a time limit of the server', server(262), 'away'],
    ['a lost socket', server(9001), 'away'],
    ['an old server that is no primary', server(10058), 'away'],
    ['a server that is no primary', server(10107), 'away'],
    ['an interruption by a shutdown', server(11600), 'away'],
    ['an interruption by a change of primary, in a transaction', inTransaction(server(11602)), 'away'],
    ['a secondary', server(13435), 'away'],
    ['neither primary nor secondary', server(13436), 'away'],
    ['the cause of another error being away', because(because(cut)), 'away'],
    ['a write conflict', server(112), 'contended'],
    ['a write conflict in a transaction', conflict, 'contended'],
    ['a transaction that was ended from outside', inTransaction(server(251)), 'contended'],
    ['a write conflict as the cause of another error', because(conflict), 'trouble'],
    ['a duplicate key', server(11_000, 'E11000'), 'duplicate key'],
    ['a document that breaks a rule of its collection', server(121), 'none'],
    ['another error of mongoose', mongoose('Cannot cast'), 'none'],
    ['a fault of the program', new TypeError('x is undefined'), 'none'],
    ['a cause that is no error', new Error('no', { cause: { code: 91 } }), 'none'],
    ['a text', 'text', 'none'],
    ['nothing', undefined, 'none'],
  ])('%s', (_, error, meaning) => {
    const is = [isDatabaseAway(error), isContention(error), isDatabaseTrouble(error), isDuplicateKey(error)];
    const expected = {
      away: [true, false, true, false],
      contended: [false, true, true, false],
      trouble: [false, false, true, false],
      'duplicate key': [false, false, false, true],
      none: [false, false, false, false],
    }[meaning];
    expect(is).toEqual(expected);
  });
});
