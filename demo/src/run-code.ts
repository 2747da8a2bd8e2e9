import { codeOf } from './authenticator.ts';
import { timeOf } from './clock.ts';
import { runningSystem } from './running-system.ts';

/** `npm run code`: what an authenticator would show for the demo's staff, whose secret is as public as their password. */
const now = await timeOf(await runningSystem());
process.stdout.write(`${codeOf('LEERHUISDEMOLEERHUISDEMOLEERHUIS', now)}\n`);
