import { CannotServe, isFree } from '@leerhuis/backing-services';
import { forbiddenPorts } from './forbidden-ports.ts';
import { parts } from './parts.ts';

/** Variable of a port → the port. */
export type PortPlan = Record<string, number>;

/**
 * The port of each part: what its own variable says, else its usual distance from the gateway's port, so that two
 * systems can stand side by side with nothing but another GATEWAY_PORT. Throws CannotServe for a value that is no port, or one
 * at which nobody could call the part.
 */
export function planPorts(env: NodeJS.ProcessEnv): PortPlan {
  const gatewayPort = portIn(env, 'GATEWAY_PORT') ?? 8080;
  const shift = gatewayPort - 8080;
  const all = parts.flatMap((part) => part.ports);
  const plan = Object.fromEntries(all.map(({ variable, usual }) => [variable, portIn(env, variable) ?? usual + shift]));
  const values = Object.values(plan);
  const double = Object.entries(plan).find(([, port], index) => values.indexOf(port) !== index);
  const isSaid = ({ variable }: { variable: string }) => portIn(env, variable) !== undefined;
  // what somebody said themselves first: the others follow it
  for (const port of [...all.filter(isSaid), ...all.filter((one) => !isSaid(one))]) {
    const from = !isSaid(port) && shift !== 0 ? ` (it follows GATEWAY_PORT, ${gatewayPort})` : '';
    // mail is spoken there, which no browser does
    demandUsable(plan[port.variable] ?? 0, port.variable, from, port.own === 'SMTP_PORT');
  }
  if (double) throw new CannotServe(`${double[0]} gives port ${double[1]}, which another part has already.`);
  return plan;
}

/** The port of the clock that parts share, as far from the gateway's as usual unless its own variable says otherwise. */
export function planClockPort(env: NodeJS.ProcessEnv, plan: PortPlan): number {
  const port = portIn(env, 'CLOCK_PORT') ?? (plan['GATEWAY_PORT'] ?? 8080) + 19;
  demandUsable(port, 'CLOCK_PORT', portIn(env, 'CLOCK_PORT') === undefined ? ' (it follows GATEWAY_PORT)' : '');
  if (Object.values(plan).includes(port))
    throw new CannotServe(`CLOCK_PORT gives port ${port}, which a part has already.`);
  return port;
}

/** @throws CannotServe for a port that there is not, or that nobody could call */
function demandUsable(port: number, variable: string, from: string, isMail = false): void {
  if (port < 1 || port > 65_535)
    throw new CannotServe(`${variable} would be ${port}${from}, which is no port (1 to 65535): choose another.`);
  if (!isMail && forbiddenPorts.has(port))
    throw new CannotServe(
      `${variable} gives port ${port}${from}, which browsers and fetch refuse to call: choose another.`,
    );
}

/** Throws CannotServe with one sentence when a planned port is somebody else's. */
export async function checkPorts(plan: PortPlan): Promise<void> {
  for (const [variable, port] of Object.entries(plan)) {
    if (await isFree(port)) continue;
    throw new CannotServe(`Port ${port} is taken by another program: stop that, or choose another with ${variable}.`);
  }
}

function portIn(env: NodeJS.ProcessEnv, variable: string): number | undefined {
  const text = env[variable]?.trim();
  if (!text) return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port <= 65_535) return port;
  throw new CannotServe(`${variable} is "${text}", which is no port (1 to 65535).`);
}
