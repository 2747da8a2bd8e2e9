import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { allEvents, allJobs, type CloudEvent, newEvent, parseEnvelope } from './index.ts';

// Golden samples: <type or queue>.json, and more cases as <type or queue>.<case>.json. What was once published lies in
// topics and queues, and must be understood for ever.
const folder = new URL('../samples/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
const names = [...allEvents.map(({ type }) => type), ...allJobs.map(({ queue }) => queue)];
const nameOf = (file: string) => names.find((name) => file === `${name}.json` || file.startsWith(`${name}.`));

const changed = (file: string) =>
  `${file} no longer fits its contract. What was published must be understood for ever: put the contract back as it was, ` +
  'and declare the change as a new version beside it (…v2) with a sample of its own. Never edit a sample.';

describe('golden samples', () => {
  it.each(names)('%s has one', (name) => {
    const advice = `add libs/contracts/samples/${name}.json: one realistic, fictitious ${name}`;
    expect({ has: files.includes(`${name}.json`), advice }).toEqual({ has: true, advice });
  });

  it.each(files)('%s belongs to a contract that still exists', (file) => {
    const advice = `${file} was published once: keep its contract, also when nobody publishes it any more`;
    expect({ exists: nameOf(file) !== undefined, advice }).toEqual({ exists: true, advice });
  });

  it.each(allEvents.map(({ type }) => type))('%s: consumers still understand what was published', (type) => {
    const contract = allEvents.find((one) => one.type === type);
    for (const file of files.filter((one) => nameOf(one) === type)) {
      const event = parseEnvelope(read(file)) as CloudEvent;
      const advice = changed(file);
      expect({ event: event.type, data: contract?.data.safeParse(event.data).data, advice }).toEqual({
        event: type,
        data: event.data,
        advice,
      });
    }
  });

  it.each(allEvents.map(({ type }) => type))('%s: its owner still publishes it in the same form', (type) => {
    const contract = allEvents.find((one) => one.type === type);
    for (const file of files.filter((one) => nameOf(one) === type)) {
      const event = parseEnvelope(read(file)) as CloudEvent;
      const { id, subject, time, data, traceparent } = event;
      expect(contract && newEvent(contract, { id, subject, time: new Date(time), data, traceparent })).toEqual(event);
    }
  });

  it.each(allJobs.map(({ queue }) => queue))('%s: workers still understand what was asked', (queue) => {
    const contract = allJobs.find((one) => one.queue === queue);
    for (const file of files.filter((one) => nameOf(one) === queue)) {
      const advice = changed(file);
      const job = read(file);
      expect({ data: contract?.reads.safeParse(job).data, advice }).toEqual({ data: job, advice });
    }
  });
});
