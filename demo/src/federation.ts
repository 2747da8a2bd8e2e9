/**
 * Answers as a federation would, on its own RabbitMQ queues:
 * `npm run federation -- OVB accept`, `npm run federation -- NKN refuse "member unknown"`.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { registeringFederations } from '@leerhuis/federations';
import { openDesk } from './federation-desk.ts';
import { runningSystem } from './running-system.ts';

const [code, verdict, ...words] = process.argv.slice(2);
const federation = registeringFederations.find((one) => one === code?.toUpperCase());
if (!federation || (verdict !== 'accept' && verdict !== 'refuse')) {
  console.error(`usage: npm run federation -- ${registeringFederations.join('|')} accept|refuse [reason]`);
  process.exit(2);
}

const outcome = verdict === 'accept' ? 'accepted' : 'refused';
const reason = outcome === 'refused' ? words.join(' ') || 'member number unknown' : null;
let lastAt = Date.now();
const desk = await openDesk(await runningSystem(), federation, ({ accreditationNumber, courseTitle, activityDate }) => {
  lastAt = Date.now();
  console.log(`  ${accreditationNumber} ${courseTitle}, ${activityDate}: ${outcome}`);
  return { outcome, reason };
});
// the queue is empty when nothing came for a while
const silence = 1_500;
while (Date.now() - lastAt < silence) await delay(100);
await desk.close();
for (const { accreditationNumber, activityDate } of desk.withdrawn)
  console.log(`  ${accreditationNumber}, ${activityDate}: withdrawn, and taken off the card`);
const { length } = desk.received;
console.log(`${federation}: ${length} registration${length === 1 ? '' : 's'} answered (${verdict})`);
