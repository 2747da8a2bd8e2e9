import { inLocale, type Locale } from '@leerhuis/language';
import type { OrganisationNames } from '@leerhuis/service-parts/organisation-names';
import type { Listed } from './course-row-store.ts';
import { accessOf, type Enrolment } from './domain/enrolment.ts';
import type { Waiting } from './domain/waiting.ts';
import type { EnrolmentQueries } from './enrolment-queries.ts';
import type { EnrolmentView, Standing } from './enrolment-schemas.ts';

export interface ViewNeeds {
  queries: Pick<EnrolmentQueries, 'openOf'>;
  /** In the order of what is listed. */
  standings: (list: Pick<Enrolment, 'id' | 'accountId' | 'courseId'>[], locale: Locale) => Promise<Stood[]>;
  /** From and to when a course that waits could be watched, were it activated now. */
  accessIfActivated: (waiting: Waiting, now: Date) => Pick<Enrolment, 'activatedAt' | 'accessUntil'>;
  organisations: OrganisationNames;
}

/** With the organisation that the attest is for, which may be another than that of the enrolment. */
export type Stood = Standing & { attestFor: string | null };

export type ShownEnrolment = EnrolmentView & Pick<Stood, 'attestFor'>;

/** What somebody sees of what they learn themselves, in the order of the list. */
export function enrolmentViews({ queries, standings, accessIfActivated, organisations }: ViewNeeds) {
  return async (list: Listed[], locale: Locale, now: Date): Promise<ShownEnrolment[]> => {
    const waiting = list.filter((each) => 'bought' in each);
    const [standing, open, names] = await Promise.all([
      standings(list, locale),
      queries.openOf(waiting, now),
      organisations.names(list.flatMap(({ organisationId }) => organisationId ?? [])),
    ]);
    return list.map((each, n) => {
      const stands = standing[n] as Stood;
      const { accountId, courseId, organisationId = null, stage } = each;
      const whose = {
        organisationId,
        organisationName: organisationId === null ? undefined : names.get(organisationId),
        reached: stage,
      };
      if (!('bought' in each))
        return { ...viewOf(each, now), ...whose, courseTitle: stands.title ?? undefined, ...stands };
      const current = open.find((one) => one.courseId === courseId && one.accountId === accountId);
      const view = waitingView(each, accessIfActivated(each, now), current);
      return { ...view, ...whose, courseTitle: stands.title ?? inLocale(each.bought.title, locale), ...stands };
    });
  };
}

function viewOf(enrolment: Enrolment, now: Date) {
  const { id, courseId, activatedAt, accessUntil, revokedAt } = enrolment;
  const access = accessOf(enrolment, now);
  return {
    id,
    courseId,
    access,
    state: access,
    activatedAt: activatedAt.toISOString(),
    accessUntil: accessUntil.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}

function waitingView(
  { id, courseId, orderId, bought }: Waiting,
  { activatedAt, accessUntil }: Pick<Enrolment, 'activatedAt' | 'accessUntil'>,
  current: Enrolment | undefined,
) {
  const { orderNumber, placedAt, paidAt, dueDate } = bought;
  return {
    id,
    courseId,
    access: 'not-activated' as const,
    state: 'not-activated' as const,
    activatedAt: activatedAt.toISOString(),
    accessUntil: accessUntil.toISOString(),
    revokedAt: null,
    toActivate: {
      orderId,
      orderNumber,
      orderedAt: placedAt.toISOString(),
      paidAt: paidAt?.toISOString() ?? null,
      payBefore: paidAt ? null : dueDate,
      possibleFrom: current?.accessUntil.toISOString() ?? null,
      link: '/api/v1/activations',
    },
  };
}
