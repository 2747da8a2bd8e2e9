import { describe, expect, it } from '@jest/globals';
import { eventually } from '@leerhuis/testkit';
import { createLanes, type LaneResult } from './lanes.ts';

/** Lanes whose records are finished by hand. */
function lanesByHand(limit: number) {
  const inHand = new Map<string, (result: LaneResult) => void>();
  const begun: string[] = [];
  const lanes = createLanes<string>((record) => {
    begun.push(record);
    return new Promise((resolve) => inHand.set(record, resolve));
  }, limit);
  const settle = async (record: string, result: LaneResult = 'finished') => {
    inHand.get(record)?.(result);
    inHand.delete(record);
    await new Promise(setImmediate);
  };
  return { lanes, begun, settle };
}

describe('lanes', () => {
  it('handle the records of one key one after the other, those of others side by side', async () => {
    const { lanes, begun, settle } = lanesByHand(10);
    for (const record of ['a1', 'a2', 'b1']) lanes.add(record.charAt(0), record);
    expect(begun).toEqual(['a1', 'b1']);
    await settle('a1');
    expect(begun).toEqual(['a1', 'b1', 'a2']);
  });

  it('have no more in hand than the limit', async () => {
    const { lanes, begun, settle } = lanesByHand(2);
    for (const record of ['a1', 'b1', 'c1', 'd1']) lanes.add(record.charAt(0), record);
    expect(begun).toEqual(['a1', 'b1']);
    await settle('b1');
    expect(begun).toEqual(['a1', 'b1', 'c1']);
  });

  it('hold a key and go on with others; what follows in the key waits behind it', async () => {
    const { lanes, begun, settle } = lanesByHand(1);
    for (const record of ['a1', 'a2', 'b1']) lanes.add(record.charAt(0), record);
    await settle('a1', { holdMs: 30 });
    expect(begun).toEqual(['a1', 'b1']);
    await settle('b1');
    expect(lanes.stuck()).toBe(true);
    await eventually(() => begun.length === 3);
    await settle('a1');
    expect(begun).toEqual(['a1', 'b1', 'a1', 'a2']);
  });

  it('stand still while suspended, and go on with the same record', async () => {
    const { lanes, begun, settle } = lanesByHand(2);
    lanes.add('a', 'a1');
    lanes.setLimit(0);
    await settle('a1', { holdMs: 0 });
    lanes.add('b', 'b1');
    expect(begun).toEqual(['a1']);
    lanes.setLimit(1);
    expect(begun).toEqual(['a1', 'a1']);
  });

  it('drop what waits, finish what is in hand, and let nothing follow it', async () => {
    const { lanes, begun, settle } = lanesByHand(1);
    for (const record of ['a1', 'a2', 'b1']) lanes.add(record.charAt(0), record);
    lanes.clear();
    let idle = false;
    void lanes.idle().then(() => {
      idle = true;
    });
    await new Promise(setImmediate);
    expect(idle).toBe(false);
    await settle('a1');
    expect(idle).toBe(true);
    expect(begun).toEqual(['a1']);
  });
});
