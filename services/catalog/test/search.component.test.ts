import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { coursePublishedV1, creditPackagePublishedV1 } from '@leerhuis/contracts';
import { consumeEvents, eventually } from '@leerhuis/testkit';
import { startTestCatalog, type TestCatalog } from './start-catalog.ts';

interface Listed {
  items: {
    id: string;
    code: string;
    title: string;
    minutes: number;
    trailerUrl: string;
    price: Price;
    accreditations: { federation: string }[];
  }[];
  nextCursor: string | null;
}
interface Price {
  net: { amount: number };
  vat: { amount: number };
  gross: { amount: number };
}

let catalog: TestCatalog;
beforeAll(async () => {
  catalog = await startTestCatalog({ DEMO_CATALOGUE: 'true' });
  await eventually(async () => expect((await catalog.internal.get('/health/ready')).status).toBe(200), {
    within: 30_000,
  });
});
afterAll(() => catalog?.stop());

async function courses(query = '', headers: Record<string, string> = {}): Promise<Listed> {
  const { status, body } = await catalog.visitor.get<Listed>(`/api/v1/courses${query}`, { headers });
  expect({ status, body }).toMatchObject({ status: 200 });
  return body;
}
async function everyPage(query: string): Promise<Listed['items']> {
  const first = await courses(query);
  const items = [...first.items];
  for (let cursor = first.nextCursor; cursor !== null; ) {
    const page = await courses(`${query}&cursor=${cursor}`);
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

describe('the demo catalogue', () => {
  it('is ready once everybody can know of it', async () => {
    const events = await consumeEvents(catalog.namespace, [coursePublishedV1, creditPackagePublishedV1]);
    await eventually(
      () => expect([events.of(coursePublishedV1).length, events.of(creditPackagePublishedV1).length]).toEqual([46, 3]),
      {
        within: 15_000,
      },
    );
    await events.stop();
  });

  it('has courses for each profession (V-1)', async () => {
    const { body } = await catalog.visitor.get<{
      items: { code: string; name: string; federation: { code: string } }[];
    }>('/api/v1/professions', { headers: { 'accept-language': 'fr' } });
    expect(body.items.map(({ name }) => name)).toContain('Notaires');
    for (const { code, federation } of body.items) {
      const { items } = await courses(`?profession=${code}&limit=100`);
      expect(items.length).toBeGreaterThanOrEqual(7);
      const accreditedBy = items.map(({ accreditations }) => accreditations.map((each) => each.federation));
      expect(accreditedBy.every((federations) => federations.includes(federation.code))).toBe(true);
    }
  });

  it('sells hours cheaper in packages than in any course (V-4)', async () => {
    const all = await everyPage('?limit=40');
    const cheapest = Math.min(...all.map(({ price, minutes }) => price.net.amount / minutes));
    const { body } = await catalog.visitor.get<{ items: { code: string; minutes: number; price: Price }[] }>(
      '/api/v1/credit-packages',
    );
    expect(body.items.map(({ code }) => code)).toEqual(['EDUC10', 'EDUC20', 'EDUC60']);
    for (const { price, minutes } of body.items) {
      expect(price.net.amount / minutes).toBeLessThan(cheapest);
      expect(price.net.amount + price.vat.amount).toBe(price.gross.amount);
    }
  });
});

describe('a list of courses', () => {
  it.each(['relevance', 'newest', 'title', 'price'])(
    'comes page by page without gaps or doubles, sorted by %s',
    async (sort) => {
      const paged = await everyPage(`?sort=${sort}&limit=7`);
      const whole = await courses(`?sort=${sort}&limit=100`);
      expect(paged.map(({ id }) => id)).toEqual(whole.items.map(({ id }) => id));
      expect(new Set(paged.map(({ id }) => id)).size).toBe(46);
    },
  );

  it.each([
    ['successoral', 'NKN-201'],
    ['inheritance', 'NKN-201'],
    ['erfrecht', 'NKN-201'],
    ['huur', 'BIV-301'],
    ['médiations', 'OVB-110'],
    ['mediation', 'OVB-110'],
    ['Peppol', 'ITAA-401'],
    ['itaa-408', 'ITAA-408'],
    ['OVB-2026-0103', 'OVB-103'],
  ])('finds %s in any language, whatever the reader speaks', async (q, code) => {
    for (const language of ['nl', 'fr', 'en']) {
      const { items } = await courses(`?q=${encodeURIComponent(q)}&limit=3`, { 'accept-language': language });
      expect(items.map((course) => course.code)).toContain(code);
    }
  });

  it('puts the best match first, and pages through all matches', async () => {
    const { items } = await courses('?q=antiwitwas');
    expect(items).toHaveLength(4);
    expect((await courses('?q=bemiddelingsakkoord')).items[0]?.code).toBe('FBC-506');
    const paged = await everyPage('?q=bemiddeling&limit=2');
    expect(paged).toEqual((await courses('?q=bemiddeling&limit=100')).items);
  });

  it('is the same for an empty search box as without one', async () => {
    const all = await courses('?limit=50');
    expect(await courses('?q=&limit=50')).toEqual(all);
    expect(await courses('?q=%20%20&limit=50')).toEqual(all);
    expect((await courses('?q=&profession=lawyer')).items.length).toBeGreaterThan(5);
  });

  it.each(['sort=title', 'sort=newest', 'sort=price&profession=lawyer', 'sort=price&q=huur'])(
    'does not go on from the cursor of another list: %s',
    async (other) => {
      const { nextCursor } = await courses('?sort=price&limit=3');
      const { status, body } = await catalog.visitor.get(`/api/v1/courses?${other}&cursor=${nextCursor}`);
      expect({ status, body }).toMatchObject({ status: 400, body: { errors: [{ field: 'query.cursor' }] } });
    },
  );

  it('does not go on from the cursor of the same list in another language', async () => {
    const { nextCursor } = await courses('?sort=title&limit=3', { 'accept-language': 'nl' });
    const headers = { 'accept-language': 'fr' };
    const path = `/api/v1/courses?sort=title&cursor=${nextCursor}`;
    expect((await catalog.visitor.get(path, { headers })).status).toBe(400);
  });

  it('filters what is found', async () => {
    const { items } = await courses('?q=antiwitwas&profession=notary');
    expect(items.map(({ code }) => code)).toEqual(['NKN-206']);
    expect((await courses('?federation=OVB&federation=FBC&language=fr')).items.length).toBeGreaterThan(2);
    expect((await courses('?kind=live')).items).toEqual([]);
    expect((await courses('?q=zzzz')).items).toEqual([]);
    expect((await courses('?q=%22-.*%5C%28')).items).toEqual([]);
  });

  it.each(['?cursor=abc', '?limit=0', '?limit=101', '?kind=x', '?unknown=1', '?q=a&q=b'])(
    'refuses %s',
    async (query) => {
      expect((await catalog.visitor.get(`/api/v1/courses${query}`)).status).toBe(400);
    },
  );
});

describe('the page of a course', () => {
  it('tells everything but what belongs to the classroom', async () => {
    const [first] = (await courses('?q=OVB-101')).items;
    const { body, headers } = await catalog.visitor.get<Record<string, unknown>>(`/api/v1/courses/${first?.id}`, {
      headers: { 'accept-language': 'en' },
    });
    expect(body).toMatchObject({
      title: 'Ethics for lawyers: professional secrecy today',
      price: { net: { amount: 11_000 }, vat: { amount: 2_310 }, gross: { amount: 13_310 } },
      accreditations: [
        { federation: 'OVB', accreditationNumber: 'OVB-2026-0101', points: 2, attestUntil: '2027-12-31' },
      ],
      chapters: [{ chapterId: 'c1' }, { chapterId: 'c2' }, { chapterId: 'c3' }],
      teacher: { name: 'Mr. Hanne Claes' },
    });
    expect(headers.get('vary')).toContain('Accept-Language');
    const text = JSON.stringify(body);
    for (const secret of ['mp4', 'correct', '@', 'atSecond']) expect(text).not.toContain(secret);
  });

  it('is sent again only when it changed, or in another language', async () => {
    const [first] = (await courses('?limit=1')).items;
    const page = `/api/v1/courses/${first?.id}`;
    const etag = (await catalog.visitor.get(page)).headers.get('etag') ?? '';
    expect((await catalog.visitor.get(page, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await catalog.visitor.get(page, { headers: { 'if-none-match': '*' } })).status).toBe(304);
    const french = { 'if-none-match': etag, 'accept-language': 'fr' };
    expect((await catalog.visitor.get(page, { headers: french })).status).toBe(200);
  });

  it.each(['nonsense', '01890000-0000-7000-8000-00000000dead'])('is not there for %s', async (id) => {
    expect((await catalog.visitor.get(`/api/v1/courses/${id}`)).status).toBe(404);
    expect((await catalog.visitor.get(`/api/v1/courses/${id}/trailer`)).status).toBe(404);
  });
});

describe('a trailer, which anyone may play (V-2)', () => {
  it('comes whole, in ranges, and not again', async () => {
    const [first] = (await courses('?limit=1')).items;
    const url = first?.trailerUrl ?? '';
    const whole = await catalog.visitor.get(url);
    expect(whole.status).toBe(200);
    expect(whole.headers.get('content-type')).toBe('video/mp4');
    expect(whole.headers.get('accept-ranges')).toBe('bytes');
    const etag = whole.headers.get('etag') ?? '';
    const part = await catalog.visitor.get(url, { headers: { range: 'bytes=100-199', 'if-range': etag } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 100-199/${whole.bytes.length}`);
    expect(part.bytes.equals(whole.bytes.subarray(100, 200))).toBe(true);
    const other = { range: 'bytes=100-199', 'if-range': '"another"' };
    expect((await catalog.visitor.get(url, { headers: other })).bytes.equals(whole.bytes)).toBe(true);
    expect((await catalog.visitor.get(url, { headers: { range: 'bytes=999999-' } })).status).toBe(416);
    expect((await catalog.visitor.get(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
    const head = await fetch(catalog.baseUrl + url, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(whole.bytes.length)]);
  });
});
