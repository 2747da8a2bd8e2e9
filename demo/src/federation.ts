/**
 * Answers as a federation would, on its own RabbitMQ queues:
 * `npm run federation -- OVB accept`, `npm run federation -- NKN refuse "member unknown"`.
 */
import {
  federationAnswers,
  federationRegistrations,
  type RegisteringFederation,
  registeringFederations,
} from '@leerhuis/contracts';
import { createJobQueue } from '@leerhuis/job-queue';
import { createLogger } from '@leerhuis/telemetry';
import { runningSystem } from './running-system.ts';

const [code, verdict, ...reason] = process.argv.slice(2);
const federation = registeringFederations.find((one) => one === code?.toUpperCase());
if (!federation || (verdict !== 'accept' && verdict !== 'refuse')) {
  console.error(`usage: npm run federation -- ${registeringFederations.join('|')} accept|refuse [reason]`);
  process.exit(2);
}

const answered = await answerAll(federation, verdict, reason.join(' ') || 'member number unknown');
console.log(`${federation}: ${answered} registration${answered === 1 ? '' : 's'} answered (${verdict})`);

/** Takes what is on the queue until it is silent for a while. */
async function answerAll(federation: RegisteringFederation, verdict: 'accept' | 'refuse', reason: string) {
  const { rabbitUrl, namespace } = await runningSystem();
  const queue = createJobQueue({
    url: rabbitUrl,
    namespace,
    service: `federation-${federation.toLowerCase()}`,
    logger: createLogger({ service: 'federation', level: 'warn' }),
  });
  const registrations = federationRegistrations(federation);
  const answers = federationAnswers(federation);
  await queue.start([registrations, answers]);
  let count = 0;
  let lastAt = Date.now();
  await queue.work(registrations, async ({ id, data }) => {
    const outcome = verdict === 'accept' ? 'accepted' : 'refused';
    const answer = { registrationId: data.registrationId, outcome, reason: outcome === 'refused' ? reason : null };
    await queue.publish([{ id: `${id}-answer`, queue: answers.queue, data: answer }]);
    count += 1;
    lastAt = Date.now();
    console.log(`  ${data.accreditationNumber} ${data.courseTitle}, ${data.activityDate}: ${outcome}`);
  });
  const silence = 1_500;
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      if (Date.now() - lastAt < silence) return;
      clearInterval(timer);
      resolve();
    }, 100);
  });
  await queue.stop();
  return count;
}
