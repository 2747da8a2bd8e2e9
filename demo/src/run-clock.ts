/** `npm run clock` tells the time of the running system, `npm run clock -- +1d` or `-- 2027-03-01` moves it forward. */
import { moveTime, timeOf } from './clock.ts';
import { runningSystem } from './running-system.ts';

const system = await runningSystem();
const [to, ...more] = process.argv.slice(2);
const shown = (instant: Date) =>
  `${instant.toISOString()} (${instant.toLocaleString('nl-BE', { timeZone: 'Europe/Brussels' })})`;

try {
  if (more.length > 0)
    throw new Error('usage: npm run clock -- [+1d | +3y | +1mo2h | 2027-03-01 | 2027-03-01T06:00:00Z]');
  if (to === undefined) {
    console.log(shown(await timeOf(system)));
  } else {
    const { now, awaited } = await moveTime(system, to);
    console.log(shown(new Date(now)));
    if (awaited.length > 0) console.log(`asleep or away, will have it when they wake: ${awaited.join(', ')}`);
  }
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
