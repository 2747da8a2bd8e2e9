import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './root.ts';
import type { RunningSystem } from './start-system.ts';

interface DemoLogin {
  email: string;
  password: string;
  roles: string[];
  place?: string;
}

/** The gateway alone knows its demo accounts; what was built of it is asked, so that there is one list. */
async function demoLogins(): Promise<DemoLogin[]> {
  const file = join(root, 'gateway/dist/accounts/demo-accounts.js');
  if (!existsSync(file)) return [];
  const { demoAccounts } = await import(pathToFileURL(file).href);
  return demoAccounts;
}

/** What is shown when everything stands. */
export async function addresses({
  gatewayUrl,
  mailUrl,
  paymentSandboxUrl,
  clockUrl,
  healthUrl,
}: RunningSystem): Promise<string[]> {
  const logins = (await demoLogins()).map(({ email, password, roles, place }) => {
    const role = roles.includes('staff') ? 'staff' : 'learner';
    return `  ${email.padEnd(36)} ${password.padEnd(18)} ${role}${place ? `, ${place}` : ''}`;
  });
  const local = (url: string) => url.replace('127.0.0.1', 'localhost');
  return [
    '',
    'Leerhuis is ready.',
    '',
    `  API and its description   ${gatewayUrl}/api/docs`,
    `  OpenAPI                   ${gatewayUrl}/api/openapi.json`,
    `  Mail that was sent        ${local(mailUrl)}`,
    `  Payment sandbox           ${local(paymentSandboxUrl)}`,
    ...(clockUrl ? [`  Clock, npm run clock -- +1d   ${clockUrl}`] : []),
    `  How the gateway is        ${local(healthUrl('gateway'))}/health/ready (and /metrics; not for outside)`,
    ...(logins.length ? ['', 'Demo logins (for show only):', ...logins] : []),
    ...(logins.length ? ['', `Routes of staff want a second factor too: npm run code tells it now.`] : []),
    '',
    'npm run demo plays the journey. Ctrl-C stops everything; npm start -- --reset begins anew.',
  ];
}
