import { giveSecondFactor } from '../demo-passkey.ts';
import { type CourseView, euro, given, type Money, type Step } from '../journey-context.ts';
import { readCatalogueFile } from '../right-answers.ts';
import { demand } from '../until.ts';

const staffLogin = { email: 'staf@demo.leerhuis.test', password: 'Kantoor-2026!' };
/** Short courses of the demo catalogue, one per way of opening it. */
const codes = { 'before-payment': 'OVB-102', payment: 'OVB-106', credit: 'FBC-506' } as const;

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export const catalogue: Step = {
  name: 'catalogue',
  async play(journey) {
    const { body: login } = await journey.visitor.post<{ accessToken: string }>('/api/v1/sessions', {
      body: staffLogin,
    });
    const session = journey.visitor.as(login.accessToken);
    await session.get('/api/v1/admin/partners', { expect: 403 });
    journey.staff = journey.visitor.as(await giveSecondFactor(session));
    const { body } = await journey.staff.post<{ dryRun: boolean; counts: Record<string, number> }>(
      '/api/v1/admin/catalog/imports?dryRun=true',
      { raw: { content: await readCatalogueFile(), contentType: 'application/json' } },
    );
    const { created, changed, unchanged, refused } = body.counts;
    demand(body.dryRun && created === 0 && refused === 0, `importing again would create ${created}, refuse ${refused}`);
    return `staff give a passkey and try the file again: ${unchanged} unchanged, ${changed} changed, ${created} new`;
  },
};

export const professions: Step = {
  name: 'professions',
  async play({ visitor }) {
    const { body } = await visitor.get<Page<{ code: string; name: string }>>('/api/v1/professions');
    demand(body.items.length >= 5, `only ${body.items.length} professions`);
    return body.items.map(({ name }) => name).join(', ');
  },
};

export const search: Step = {
  name: 'search',
  async play(journey) {
    const { visitor } = journey;
    const { body } = await visitor.get<Page<CourseView>>('/api/v1/courses?profession=lawyer&q=beroepsgeheim&limit=5');
    const first = body.items[0];
    demand(first, 'nothing is found for lawyers by "beroepsgeheim"');
    demand(first.title.toLowerCase().includes('beroepsgeheim'), `"beroepsgeheim" finds ${first.title} first`);
    const all: CourseView[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Page<CourseView> = (
        await visitor.get<Page<CourseView>>(
          `/api/v1/courses?limit=20${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
        )
      ).body;
      all.push(...page.items);
      cursor = page.nextCursor;
    }
    demand(all.length >= 40, `only ${all.length} courses`);
    const byCode = (code: string): CourseView => {
      const course = all.find((one) => one.code === code);
      demand(course, `no course ${code} on sale`);
      return course;
    };
    journey.courses = {
      'before-payment': byCode(codes['before-payment']),
      payment: byCode(codes.payment),
      credit: byCode(codes.credit),
    };
    return `"beroepsgeheim" for lawyers: ${first.code} ${first.title} first; ${all.length} courses in all`;
  },
};

export const coursePage: Step = {
  name: 'course page',
  async play(journey) {
    const { id } = given(journey, 'courses')['before-payment'];
    const { body } = await journey.visitor.get<
      CourseView & { chapters: unknown[]; price: { gross: { amount: number } } }
    >(`/api/v1/courses/${id}`);
    const told = JSON.stringify(body);
    demand(!told.includes('correctOptionIds') && !told.includes('"correct"'), 'the course page tells right answers');
    const accreditation = body.accreditations[0];
    demand(accreditation, 'the course has no accreditation');
    return `${body.title}, ${body.chapters.length} chapters, ${accreditation.accreditationNumber}, attest until ${accreditation.attestUntil}`;
  },
};

export const packages: Step = {
  name: 'packages',
  async play(journey) {
    const { body } =
      await journey.visitor.get<Page<{ id: string; code: string; netPerHour: Money }>>('/api/v1/credit-packages');
    const educ10 = body.items.find(({ code }) => code === 'EDUC10');
    demand(educ10, 'EDUC10 is not on sale');
    journey.creditPackageId = educ10.id;
    return body.items.map(({ code, netPerHour }) => `${code} at ${euro(netPerHour)} an hour`).join(', ');
  },
};

export const trailer: Step = {
  name: 'trailer',
  async play(journey) {
    const { trailerUrl } = given(journey, 'courses')['before-payment'];
    const { headers, bytes } = await journey.visitor.get(trailerUrl, {
      headers: { range: 'bytes=100-1099' },
      expect: 206,
    });
    const range = headers.get('content-range') ?? '';
    demand(bytes.length === 1_000 && range.startsWith('bytes 100-1099/'), `${bytes.length} bytes came, ${range}`);
    return `${headers.get('content-type')}, ${range}`;
  },
};
