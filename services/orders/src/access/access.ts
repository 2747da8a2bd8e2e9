import { activationGrantedV1, activationRevokedV1, inviteToShare } from '@leerhuis/contracts';
import { toEndOfDay } from '@leerhuis/migrations';
import type { Tx } from '@leerhuis/outbox';
import type { Changes } from '@leerhuis/service-parts';
import { organisationNames } from '@leerhuis/service-parts/organisation-names';
import type { Ground } from '../ground.ts';
import type { Whose } from '../selling/cart/domain/had-already.ts';
import type { Order } from '../selling/ordering/domain/order.ts';
import type { Selling } from '../selling/selling.ts';
import { type Activating, activateOnPayment } from './activating/activation-commands.ts';
import { activationRoutes } from './activating/activation-http.ts';
import { activationQueries } from './activating/activation-queries.ts';
import { activationIndexes, activationStore } from './activating/activation-store.ts';
import { warningsFor } from './activating/attest-warnings.ts';
import type { Activation } from './activating/domain/activation.ts';
import { hadAlready } from './activating/had-already.ts';
import { onLearnerChanged } from './activating/learner-changes.ts';
import { attestIndexes, attestStore } from './attests/attest-store.ts';
import { attestsNameLearners } from './attests/migrate-learners.ts';
import { onAttest } from './attests/on-attest.ts';
import { grantCredit, lapseCredit, spendCredit } from './credit/credit-commands.ts';
import { creditRoutes } from './credit/credit-http.ts';
import { creditIndexes } from './credit/credit-store.ts';
import { openCredit } from './credit/crediting.ts';
import { invitationRoutes } from './credit/invitation-http.ts';
import { seeToLinksOfBefore } from './credit/links-of-before.ts';
import { linksAreAskedFor } from './credit/migrate-links.ts';
import { linksOfBefore } from './credit/migrate-of-before.ts';
import { onMemberChanged, onOrganisationChanged } from './credit/on-office-changed.ts';
import { inviteToShareWorker } from './credit/run-invite-to-share.ts';
import { warnOfLapse } from './credit/warn-of-lapse.ts';

export const accessNeeds = {
  indexes: { ...activationIndexes, ...creditIndexes, ...attestIndexes },
  migrations: [linksAreAskedFor, attestsNameLearners],
  publishes: [activationGrantedV1, activationRevokedV1],
  jobs: [inviteToShare],
};

/** Who may enter which classroom, and until when: activations and hour credit. */
export function openAccess(ground: Ground, { orders, orderLists, prices }: Selling) {
  const crediting = openCredit(ground);
  const activationLists = activationQueries(ground.database);
  const { numbersOf } = orderLists;
  const warnings = (whose: { accountId: string; by: Whose['by'] }, courseId: string, now: Date) =>
    warningsFor({ ...ground, prices, attested: attests.attested }, { ...whose, courseId, now });
  const lapseWarnings = ground.metrics.counter({
    name: 'credit_warnings_total',
    help: 'Mails to owners of hours that lapse soon (V-6), by the days that they were sent before',
    labelNames: ['days'],
  });
  const linksEnded = ground.metrics.counter({
    name: 'credit_links_of_before_ended_total',
    help: 'Links by a typed enterprise number that no organisation confirmed in time (V-8)',
  });
  const attests = attestStore(ground.database);
  const activating: Activating = {
    ...ground,
    activations: activationStore(ground.database),
    orders,
    turnOf: crediting.offices.turnOf,
    atWork: crediting.offices.atWork,
    spendCredit: (tx, spending) => spendCredit(crediting, tx, spending),
  };

  return {
    migrations: [
      toEndOfDay({
        id: 'access-to-end-of-day',
        what: 'activations give access to the end of the day that was told',
        collection: 'activations',
        field: 'accessUntil',
        zone: ground.zone,
      }),
      linksOfBefore(ground.zone),
    ],
    activating,
    activationLists,
    /** Who is of which organisation, and where they are written to. */
    offices: crediting.offices,

    /** What a paid order gives: hours for each package of them, and the courses that are not active yet (V-6, V-10). */
    async giveAccess(tx: Tx, order: Order): Promise<void> {
      for (const line of order.lines) {
        if (line.kind === 'credit-package') await grantCredit(crediting, tx, order, line);
        else await activateOnPayment(activating, tx, order, line);
      }
    },

    /** Whether what was activated led to an attest that counts. */
    isAttested: (tx: Tx, activated: readonly Pick<Activation, 'id'>[]) =>
      attests.areThereOf(
        tx,
        activated.map(({ id }) => id),
      ),

    attested: attests.attested,

    hadAlready: (whose: Whose, courseIds: readonly string[], now: Date) =>
      hadAlready(activationLists, orderLists, { ...whose, courseIds, now }),

    handlers: onAttest(attests),

    /** What a change of an organisation or of its people does besides. */
    changes: {
      async member(member, tx) {
        await onLearnerChanged(activating, member, tx);
        await onMemberChanged(crediting, member, tx);
      },
      organisation: (organisation, tx) => onOrganisationChanged(crediting, organisation, tx),
    } satisfies Changes,
    routes: [
      ...activationRoutes({
        activating,
        activationLists,
        prices,
        numbersOf,
        namesOf: ground.accounts.names,
        organisations: organisationNames(ground.acting),
        warnings,
        note: ground.audit.note,
      }),
      ...creditRoutes(crediting, { numbersOf, titlesOf: activationLists.titlesOf }),
      ...invitationRoutes(crediting),
    ],

    async start(): Promise<void> {
      await ground.work(inviteToShare, inviteToShareWorker(crediting));
      const period = ground.settings.CREDIT_LAPSE_SECONDS * 1_000;
      ground.every(period, 'lapsing credit', () => lapseCredit(crediting));
      ground.every(period, 'warning of lapse', () =>
        warnOfLapse(crediting, (days) => lapseWarnings.inc({ days: String(days) })),
      );
      ground.every(period, 'links of before', () =>
        seeToLinksOfBefore(crediting, (links) => linksEnded.inc({}, links)),
      );
    },
  };
}

export type Access = ReturnType<typeof openAccess>;
