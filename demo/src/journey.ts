/** `npm run demo`: plays the journey of a learner against the running system, one line per step; stops at what is wrong. */
import { newJourney } from './journey-context.ts';
import { runningSystem } from './running-system.ts';
import { steps } from './steps/index.ts';

const journey = newJourney(await runningSystem());
console.log(`Leerhuis at ${journey.system.gatewayUrl}\n`);
const began = Date.now();
for (const [index, { name, play }] of steps.entries()) {
  const label = `${`${index + 1}`.padStart(2)}  ${name.padEnd(20)}`;
  try {
    console.log(`${label} ${await play(journey)}`);
  } catch (error) {
    console.log(`${label} FAILED`);
    console.error(`\nThe journey stops at step ${index + 1}, ${name}: ${(error as Error).message}`);
    process.exit(1);
  }
}
console.log(`\n${steps.length} steps in ${((Date.now() - began) / 1_000).toFixed(1)} s, all as they should be.`);
