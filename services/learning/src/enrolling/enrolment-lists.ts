import { endOfDay, startOfDay } from '@leerhuis/calendar';
import { type FederationCode, federationOf, type professionCodes } from '@leerhuis/federations';
import { invalidRequest } from '@leerhuis/http-api';
import { type Locale, type Words, wordsOf } from '@leerhuis/language';
import type { CountedPage, PageWish } from '@leerhuis/mongo';
import type { Listed } from './course-row-store.ts';
import type { Stage } from './domain/stage.ts';
import type { MyCourseState } from './domain/waiting.ts';
import type { EnrolmentFilter } from './enrolment-queries.ts';
import type { EnrolmentView } from './enrolment-schemas.ts';
import { enrolmentViews, type ViewNeeds } from './enrolment-views.ts';
import type { MyCoursesStore } from './my-courses-store.ts';
import { asResult } from './result-view.ts';
import type { ResultsStore } from './results-store.ts';
import { type Learning, seesAll } from './whose.ts';

export interface ListNeeds extends ViewNeeds {
  myCourses: MyCoursesStore;
  results: Pick<ResultsStore, 'page'>;
  /** Those that words or a federation select. */
  courses: { found(wanted: { federation?: FederationCode | undefined; q?: string | undefined }): Promise<string[]> };
  people: { many(accountIds: string[]): Promise<{ id: string; name: string }[]> };
  /** The provider's: days begin there. */
  zone: string;
}

interface Asking {
  actor: Learning;
  locale: Locale;
  now: Date;
}

/** Words and profession, which are of courses. */
interface OfCourses {
  profession?: (typeof professionCodes)[number] | undefined;
  q?: string | undefined;
}

interface ListWish extends OfCourses {
  courseId?: string | undefined;
  state?: MyCourseState | undefined;
  reached?: Stage | undefined;
  accountId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

export type EnrolmentLists = ReturnType<typeof enrolmentLists>;

/** Lists of enrolments, as who asks may see them. */
export function enrolmentLists(needs: ListNeeds) {
  const { myCourses, results, courses, people, zone } = needs;
  const shown = enrolmentViews(needs);

  /** Words and profession are of courses, so these are looked for first. */
  async function withCourses<W extends EnrolmentFilter | object>({
    profession,
    q,
    ...wanted
  }: W & OfCourses): Promise<Omit<W, 'profession' | 'q'> & { courseIds?: string[] }> {
    if (profession === undefined && !q?.trim()) return wanted;
    const federation = profession && federationOf(profession);
    // punctuation alone is no word of any course
    if (q?.trim() && wordsOf(q).length === 0) return { ...wanted, courseIds: [] };
    return { ...wanted, courseIds: await courses.found({ federation, q }) };
  }

  /** As who looks may see each: their own whole, of others what an organisation sees. */
  async function seen({ actor, locale, now }: Asking, list: Listed[]): Promise<EnrolmentView[]> {
    const others = new Set(list.map(({ accountId }) => accountId).filter((id) => id !== actor.accountId));
    const [views, known] = await Promise.all([
      shown(list, locale, now),
      others.size === 0 ? [] : people.many([...others]),
    ]);
    const nameOf = new Map(known.map(({ id, name }) => [id, name]));
    return views.map((view, n) => {
      const { accountId = '' } = list[n] ?? {};
      if (accountId !== actor.accountId) return { ...asResult(view), accountId, accountName: nameOf.get(accountId) };
      const { attestFor: _, ...own } = view;
      return own;
    });
  }

  async function ofOrganisation(
    { actor, now }: Asking & { actor: Extract<Learning, { kind: 'member' }> },
    { q = '', profession, reached, from, to, ...wish }: ListWish,
    page: PageWish,
  ): Promise<CountedPage<Listed>> {
    if (from && to && to < from) throw endsBeforeItBegins();
    const words = wordsOf(q);
    const [ofProfession, named] = await Promise.all([
      withCourses({ profession }),
      words.length === 0 ? [] : courses.found({ q }),
    ]);
    const wanted = {
      ...{ ...wish, ...ofProfession, stage: reached, organisationId: actor.organisationId, now },
      ...(seesAll(actor) ? {} : { onlyOf: actor.accountId }),
      ...(from ? { from: startOfDay(from, zone) } : {}),
      ...(to ? { to: endOfDay(to, zone) } : {}),
    };
    // punctuation alone is no word of anybody
    if (q.trim()) return results.page({ ...wanted, q: { words, courseIds: named } }, page);
    return results.page(wanted, page);
  }

  return {
    shown,
    withCourses,
    seen,

    /** A page of somebody's own courses; of who acts for an organisation, of what was taken for it. */
    async page(asking: Asking, wish: ListWish, page: PageWish): Promise<CountedPage<EnrolmentView>> {
      const { actor, now } = asking;
      let found: CountedPage<Listed>;
      if (actor.kind === 'member') found = await ofOrganisation({ ...asking, actor }, wish, page);
      else {
        const { reached, accountId, from, to, ...own } = wish;
        const given = Object.entries({ reached, accountId, from, to }).filter(([, value]) => value !== undefined);
        if (given.length > 0) throw ofOrganisationsAlone(given.map(([name]) => name));
        found = await myCourses.page({ ...(await withCourses(own)), accountId: actor.accountId, now }, page);
      }
      return { ...found, items: await seen(asking, found.items) };
    },
  };
}

const organisationsAlone: Words = {
  nl: 'Hiermee zoekt alleen wie voor een organisatie handelt',
  fr: 'Seul qui agit pour une organisation cherche ainsi',
  en: 'Only for who acts for an organisation',
};

const ofOrganisationsAlone = (filters: readonly string[]) =>
  invalidRequest(filters.map((name) => ({ field: `query.${name}`, message: organisationsAlone })));

const endsBeforeItBegins = () =>
  invalidRequest([
    {
      field: 'query.to',
      message: {
        nl: 'De laatste dag ligt vóór de eerste',
        fr: 'Le dernier jour précède le premier',
        en: 'The last day is before the first',
      },
    },
  ]);
