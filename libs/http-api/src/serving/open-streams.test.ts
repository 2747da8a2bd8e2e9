import { Writable } from 'node:stream';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@leerhuis/testkit';
import { type OpenStreams, openStreams } from './open-streams.ts';

let time: number;
let gaveWay: number;
let streams: OpenStreams;
beforeEach(() => {
  time = 0;
  gaveWay = 0;
  const onStalled = () => {
    gaveWay += 1;
  };
  streams = openStreams({ total: 4, perAddress: 3 }, 5_000, onStalled, () => time);
});

/** An answer that is sent; what it is given is taken when `read` is called. */
function answer() {
  let read = () => {};
  const stream = new Writable({
    highWaterMark: 1,
    write(_bytes, _encoding, done) {
      read = done;
    },
  });
  stream.write('x');
  return Object.assign(stream, { read: () => read() });
}

function take(address: string) {
  const stream = answer();
  return { stream, taken: streams.take(address, stream) };
}

describe('places of files being sent', () => {
  it('are few to an address and few in all, and given back when the answer is closed', async () => {
    const [first] = ['a', 'a', 'a', 'b'].map(take);
    expect([take('a').taken, take('c').taken, streams.taken()]).toEqual(['address', 'total', 4]);
    first?.stream.destroy();
    await eventually(() => expect(streams.taken()).toBe(3));
    expect(take('c').taken).toBe('taken');
  });

  it('are given up by the one whose reader has taken nothing for the longest, of the same address where that has too many', () => {
    const [a, b, c] = ['a', 'b', 'b'].map((address) => {
      time += 100;
      return take(address).stream;
    });
    take('b');
    time += 5_000;
    expect(take('b').taken).toBe('taken');
    expect([a, b, c].map((stream) => stream?.destroyed)).toEqual([false, true, false]);
    expect(take('d').taken).toBe('taken');
    expect([a, b, c].map((stream) => stream?.destroyed)).toEqual([true, true, false]);
    expect([streams.taken(), gaveWay]).toEqual([4, 2]);
  });

  it('are kept while something is taken now and again', async () => {
    const playing = ['a', 'a', 'b', 'b'].map((address) => take(address).stream);
    time = 4_000;
    for (const stream of playing) {
      stream.read();
      await eventually(() => expect(stream.writableNeedDrain).toBe(false));
      stream.write('x');
    }
    time = 8_000;
    expect([take('c').taken, gaveWay]).toEqual(['total', 0]);
    time = 9_000;
    expect([take('c').taken, gaveWay]).toEqual(['taken', 1]);
  });

  it('are kept by who has taken all that there is so far', async () => {
    const waiting = ['a', 'a', 'b', 'b'].map((address) => take(address).stream);
    for (const stream of waiting) {
      stream.read();
      await eventually(() => expect(stream.writableNeedDrain).toBe(false));
    }
    time = 60_000;
    expect([take('c').taken, gaveWay]).toEqual(['total', 0]);
  });
});
