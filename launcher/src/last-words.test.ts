import { describe, expect, it } from '@jest/globals';
import { lastWords } from './last-words.ts';

describe('the last words of a program', () => {
  it('are the last error that it logged', () => {
    const log = `{"level":"fatal","msg":"cannot start","err":{"message":"no such queue"}}
{"level":"info","msg":"stopped"}
`;
    expect(lastWords(log)).toBe('cannot start: no such queue');
  });

  it('are its last lines without the stack when it logged none', () => {
    const log = `{"level":"info","msg":"started"}
Error: Cannot find module
    at resolve (node:internal)
Node.js v20.20.2
`;
    expect(lastWords(log)).toBe('Error: Cannot find module');
    expect(lastWords('bad configuration:\n  MONGO_URL: is missing\n')).toBe('bad configuration: MONGO_URL: is missing');
  });

  it('are missing from an empty log', () => {
    expect(lastWords('')).toBe('it says nothing');
  });
});
