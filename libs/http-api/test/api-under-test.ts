import { type Actor, AuthUnavailable, InvalidToken, type Role } from '@leerhuis/auth';
import { createLogger, createMetrics, type Metrics } from '@leerhuis/telemetry';
import request from 'supertest';
import { type Api, type ApiOptions, createApi, type Listening, type Route } from '../src/index.ts';

const expiresAt = new Date('2030-01-01T00:00:00Z');
const account = (accountId: string, roles: Role[]): Actor => ({
  kind: 'account',
  accountId,
  sessionId: 's',
  roles,
  expiresAt,
});

/** Who acts for an organisation, as their token says: their rights are told at the door. */
const member = (accountId: string, locale?: 'fr'): Actor => {
  const place = { organisationId: 'organisation-1', membershipId: `membership-of-${accountId}` };
  const language = locale ? { locale } : {};
  return { kind: 'member', accountId, sessionId: 's', ...place, rights: [], ...language, expiresAt };
};

/** Tokens are names here; that real ones are verified is auth's to show. */
const actors: Record<string, Actor> = {
  learner: account('learner-1', ['learner']),
  other: account('learner-2', ['learner']),
  french: { ...account('learner-3', ['learner']), locale: 'fr' } as Actor,
  staff: account('staff-1', ['staff']),
  unproven: { ...account('staff-4', ['learner']), withheld: ['staff'] } as Actor,
  finance: account('staff-2', ['learner', 'finance']),
  teacher: account('staff-3', ['learner', 'teacher']),
  manager: member('manager-1'),
  employee: member('employee-1'),
  ended: member('ended-1'),
  'french-ended': member('ended-1', 'fr'),
  'members-away': member('away-1'),
  /** The learner, while they act for an organisation. */
  'learner-acting': member('learner-1'),
  partner: { kind: 'partner', clientId: 'ovb', federation: 'OVB', expiresAt },
};

export interface ApiUnderTest {
  api: Api;
  url: string;
  metrics: Metrics;
  lines: string[];
  listening: Listening;
  client: ReturnType<typeof request>;
  /** The door of operators. */
  internal: ReturnType<typeof request>;
  close(): Promise<void>;
}

/** An api of these routes, listening on a port of its own. */
export async function serve(routes: Route[], options: Partial<ApiOptions> = {}): Promise<ApiUnderTest> {
  const lines: string[] = [];
  const metrics = createMetrics('sample');
  const api = createApi({
    service: 'sample',
    title: 'Sample',
    version: '1.0.0',
    routes,
    verifyToken: async (token) => {
      if (token === 'keys-away') throw new AuthUnavailable('no keys');
      const actor = actors[token];
      if (!actor) throw new InvalidToken('unknown');
      return actor;
    },
    readiness: { report: async () => ({ ready: true, checks: { database: true }, late: [] }) },
    logger: createLogger({ service: 'sample', destination: { write: (line) => void lines.push(line) } }),
    metrics,
    clock: () => new Date('2026-11-23T10:00:00Z'),
    ...options,
  });
  const listening = await api.listen(0);
  const url = `http://127.0.0.1:${listening.port}`;
  const inside = await api.listenInternal(0);
  return {
    api,
    url,
    metrics,
    lines,
    listening,
    client: request(url),
    internal: request(`http://127.0.0.1:${inside.port}`),
    async close() {
      await Promise.all([listening.close(), inside.close()]);
    },
  };
}
