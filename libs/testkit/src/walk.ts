import type { HttpAnswer, HttpClient, HttpOptions } from './http-client.ts';

/** Somebody's request for one thing, with data of the organisation that is walked for. */
export interface Asked {
  /** The path itself, with the organisation's ids in it. */
  path: string;
  body?: unknown;
  raw?: HttpOptions['raw'];
  /** A right that it takes besides that of the route. */
  takes?: string;
  /** Roles of staff who see it too. */
  seenBy?: readonly string[];
  /** What others are told who may do it with what is theirs; 404 unless told. */
  elsewhere?: number | readonly number[];
  /** It is of the manager, too, who may do it for themselves. */
  isTheirs?: boolean;
  /** It is for one employee alone: what the manager is told, too. */
  forOneAlone?: number;
  /** It can be done once: who comes second is told this. */
  once?: number;
  /** A list, or something new: others are answered with what is theirs; none of these texts may be in it. */
  hides?: readonly string[];
}

/** Who asks; the colleague lacks the right that the route takes, null where no role lacks it. */
export interface WalkCast {
  manager: HttpClient;
  colleagueWithout(right: string): Promise<HttpClient | null>;
  managerOfAnother: HttpClient;
  ended: HttpClient;
  /** The manager, for themselves. */
  person: HttpClient;
  stranger: HttpClient;
  staff: Readonly<Record<string, HttpClient>>;
  partner: HttpClient;
  anonymous: HttpClient;
}

interface Described {
  paths: Record<string, Record<string, { security: { bearer?: string[] }[] }>>;
}

type Security = { bearer?: string[] }[];
const scopesOf = (security: Security) => security.flatMap(({ bearer = [] }) => bearer);
const rightIn = (security: Security) =>
  scopesOf(security)
    .find((scope) => scope.startsWith('organisation:'))
    ?.slice('organisation:'.length);

/**
 * Every operation that a service describes, asked by everybody: those of persons, staff and partners by who acts for an organisation, and
 * those of owners by each of the cast with the organisation's data.
 * @param own a request for each operation of owners by its title (`GET /api/v1/orders/{id}`), which its manager may make
 * @returns what was answered otherwise than it must be; an operation of owners that `own` doesn't name, too
 */
export async function walk(
  service: { internal: HttpClient },
  cast: WalkCast,
  own: Readonly<Record<string, () => Promise<Asked> | Asked>>,
): Promise<string[]> {
  const { paths } = (await service.internal.get<Described>('/openapi.json')).body;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security }]) => {
      return { path, method, security, title: `${method.toUpperCase()} ${path}` };
    }),
  );
  const wrong: string[] = [];
  for (const { title, path, method, security } of operations) {
    const scopes = scopesOf(security);
    if (security.length === 0 || scopes.includes('organisation')) continue;
    const right = rightIn(security);
    if (!right) {
      const knocked = { path: path.replaceAll(/\{\w+\}/g, 'x') };
      const { status, body } = await ask(cast.manager, method, knocked);
      const type = typeOf(body);
      if (status !== 403 || type !== 'acting-for-organisation') wrong.push(`${title}, by a manager: ${status} ${type}`);
      continue;
    }
    const make = own[title];
    if (make) wrong.push(...(await walkOne(title, method, right, cast, await make())));
    else wrong.push(`${title}: no data of an organisation is known for it here`);
  }
  const known = new Set(operations.map(({ title }) => title));
  return [...wrong, ...Object.keys(own).flatMap((title) => (known.has(title) ? [] : `${title}: there is none`))];
}

async function walkOne(title: string, method: string, right: string, cast: WalkCast, asked: Asked): Promise<string[]> {
  const wrong: string[] = [];
  async function expect(who: string, http: HttpClient, wanted: string[]): Promise<void> {
    const answer = await ask(http, method, asked);
    const shown = asked.hides?.filter((text) => answer.bytes.includes(text)) ?? [];
    const outcome = answer.status < 300 ? '2xx' : `${answer.status} ${typeOf(answer.body)}`;
    const isWanted = wanted.includes(outcome) || wanted.includes(String(answer.status));
    const mayShow = who === 'manager' || (asked.isTheirs === true && who === 'the manager for themselves');
    const isTheirs = mayShow || shown.length === 0;
    if (!isWanted || !isTheirs) wrong.push(`${title}, by ${who}: ${outcome}${isTheirs ? '' : `, shows ${shown}`}`);
  }
  const others = asked.hides ? ['2xx', '404'] : [asked.elsewhere ?? 404].flat().map(String);
  const done = asked.forOneAlone ? [String(asked.forOneAlone)] : ['2xx', ...(asked.once ? [String(asked.once)] : [])];
  await expect('nobody', cast.anonymous, ['401 unauthorized']);
  await expect('a partner', cast.partner, ['403 forbidden']);
  await expect('somebody whose place ended', cast.ended, ['403 acting-ended']);
  for (const lacking of [right, ...(asked.takes ? [asked.takes] : [])]) {
    const colleague = await cast.colleagueWithout(lacking);
    if (colleague) await expect(`a colleague without ${lacking}`, colleague, ['403 role-without-right']);
  }
  await expect('the manager of another', cast.managerOfAnother, others);
  await expect('a stranger', cast.stranger, others);
  await expect('the manager for themselves', cast.person, asked.isTheirs ? done : [...others, '403 act-for-it-first']);
  for (const [role, http] of Object.entries(cast.staff))
    await expect(`staff of ${role}`, http, asked.seenBy?.includes(role) ? ['2xx'] : others);
  await expect('manager', cast.manager, done);
  return wrong;
}

function ask(http: HttpClient, method: string, { path, body, raw }: Asked): Promise<HttpAnswer<unknown>> {
  const options = raw ? { raw } : {};
  switch (method) {
    case 'get':
    case 'delete':
      return http[method](path, options);
    case 'post':
    case 'put':
    case 'patch':
      return http[method](path, body, options);
    default:
      throw new Error(`nobody asks by ${method}`);
  }
}

const typeOf = (body: unknown): string =>
  String((body as { type?: string } | undefined)?.type ?? '')
    .split('/')
    .at(-1) ?? '';
