import { randomBytes } from 'node:crypto';
import { CannotServe } from '@leerhuis/backing-services';
import { demoAccounts } from '@leerhuis/gateway/accounts/demo-accounts';
import { httpClient } from '@leerhuis/testkit';
import { startBuiltService } from '../built-service.ts';
import type { CleanUp } from '../clean-up.ts';
import { cpuSeconds } from '../cpu.ts';
import type { Findings } from '../report.ts';
import { type Contestant, type Extent, inRounds } from '../rounds.ts';
import { startWorker } from '../worker.ts';
import type { ProxyTasks } from './http-proxy-middleware.worker.ts';
import { generator } from './load.ts';
import { startNginx } from './nginx.ts';
import type { TokenCheckTasks } from './token-check.worker.ts';
import type { UpstreamTasks } from './upstream.worker.ts';

const connections = 50;
const path = '/api/v1/courses';
/** What one would build instead of the gateway: nginx that asks a small server of node whether the token counts. */
const withCheck = 'nginx, auth_request to node';

interface Proxy {
  name: string;
  url: string;
  /** Of all processes that a request goes through, but for the upstream. */
  pids: number[];
}

function cpuOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + (cpuSeconds(pid) ?? Number.NaN), 0);
}

/** A signed-in request for 2 KB of JSON through each proxy, one process each, with the generator in one of its own. */
export async function benchGateway(extent: Extent, undo: CleanUp): Promise<Findings> {
  const { name: generatorName, load } = generator();
  const remarks = [
    `generator: ${generatorName}, ${connections} connections; each proxy is one process, but for ${withCheck}, which is two`,
  ];
  const upstream = await startWorker<UpstreamTasks>(new URL('upstream.worker.ts', import.meta.url));
  undo.add(upstream.stop);
  const target = await upstream.call('url', undefined as never);
  const gateway = await startGateway(target, undo);
  const token = await signIn(gateway.url);
  const middleware = await startWorker<ProxyTasks>(new URL('http-proxy-middleware.worker.ts', import.meta.url));
  undo.add(middleware.stop);

  const proxies: Proxy[] = [
    { name: 'upstream itself', pids: [upstream.pid], url: target },
    { name: 'gateway', pids: [gateway.pid], url: gateway.url },
    { name: 'http-proxy-middleware', pids: [middleware.pid], url: await middleware.call('start', { target }) },
  ];
  try {
    const alone = await startNginx({ upstream: target }, undo);
    proxies.push({ name: 'nginx', pids: [alone.pid], url: alone.url });
    const check = await startWorker<TokenCheckTasks>(new URL('token-check.worker.ts', import.meta.url));
    undo.add(check.stop);
    const tokenCheck = await check.call('start', { jwksUrl: `${gateway.url}/.well-known/jwks.json` });
    const asking = await startNginx({ upstream: target, tokenCheck }, undo);
    proxies.push({ name: withCheck, pids: [asking.pid, check.pid], url: asking.url });
  } catch (error) {
    if (!(error instanceof CannotServe)) throw error;
    remarks.push(`without nginx: ${error.message}`);
  }

  const headers = { authorization: `Bearer ${token}`, 'accept-language': 'nl' };
  const measure = async ({ name, pids, url }: Proxy, seconds: number) => {
    const before = cpuOf(pids);
    const { perSecond, p99, failed } = await load({ url: url + path, headers, connections, seconds });
    if (failed > 0) throw new Error(`${name} failed ${failed} requests`);
    const busy = cpuOf(pids) - before;
    const cost = Number.isNaN(busy) ? {} : { 'CPU µs/req': (busy / (perSecond * seconds)) * 1e6 };
    return { 'req/s': perSecond, 'p99 ms': p99, ...cost };
  };
  for (const proxy of proxies) await warmUp(async () => (await measure(proxy, 2))['req/s'] * 2);
  const contestants = proxies.map(
    (proxy): Contestant => ({ name: proxy.name, measure: () => measure(proxy, extent.seconds) }),
  );
  return {
    measured: await inRounds(contestants, extent.rounds),
    questions: [
      { of: 'gateway', figure: 'CPU µs/req', atMost: 70 },
      { of: 'gateway', against: 'http-proxy-middleware', figure: 'req/s', atLeast: 2.5 },
      { of: 'gateway', against: withCheck, figure: 'req/s', atLeast: 1 },
      { of: 'gateway', against: 'http-proxy-middleware', figure: 'CPU µs/req' },
      { of: 'gateway', against: withCheck, figure: 'CPU µs/req' },
      { of: 'gateway', against: 'nginx', figure: 'req/s' },
      { of: 'gateway', against: 'upstream itself', figure: 'req/s' },
    ],
    remarks,
  };
}

/** A proxy in JavaScript is compiled while it is used; on a busy machine that takes more than a few seconds. */
async function warmUp(serve: () => Promise<number>): Promise<void> {
  let served = 0;
  for (let turn = 0; turn < 10 && served < 100_000; turn += 1) served += await serve();
}

/** The real one: token and open session checked, limits counted, metrics and trace headers on. */
function startGateway(target: string, undo: CleanUp) {
  const services = ['CATALOG', 'ORDERS', 'LEARNING', 'CERTIFICATION', 'NOTIFICATIONS'];
  const env = {
    ...Object.fromEntries(
      services.flatMap((name) => [`${name}_URL`, `${name}_INTERNAL_URL`].map((url) => [url, target])),
    ),
    KEY_ENCRYPTION_SECRET: randomBytes(32).toString('hex'),
    ACCESS_TOKEN_SECONDS: '3600',
    REQUESTS_PER_SECOND: '1000000',
    DEMO_ACCOUNTS: 'true',
  };
  return startBuiltService({ name: 'gateway', folder: 'gateway', env }, undo);
}

async function signIn(url: string): Promise<string> {
  const [{ email, password } = { email: '', password: '' }] = demoAccounts;
  const answer = await httpClient(url).post<{ accessToken: string }>('/api/v1/sessions', { email, password });
  if (answer.status !== 201) throw new Error(`no session: ${answer.status}`);
  return answer.body.accessToken;
}
