import { createHash, randomBytes } from 'node:crypto';
import { auditIndexes, auditRoutes, auditStore } from '@leerhuis/audit';
import { zonedDay } from '@leerhuis/calendar';
import { invitationChangedV1, memberChangedV1, organisationChangedV1, sendMessage } from '@leerhuis/contracts';
import { followSettings, settingsIndexes } from '@leerhuis/provider/follow-settings';
import { openParts, type PartNeeds, type Served } from '@leerhuis/service-parts';
import type { StopList } from '@leerhuis/service-runtime';
import { accountIndexes, accountStore } from './accounts/account-store.ts';
import { onAccountChanged } from './accounts/on-account-changed.ts';
import { bounceIndexes, bounceStore } from './addresses/bounce-store.ts';
import { onAddress } from './addresses/on-address.ts';
import type { Settings } from './config.ts';
import { addDemoOrganisations } from './demo-organisations/demo-organisations.ts';
import { importRoutes } from './importing/import-http.ts';
import { importIndexes, importStore } from './importing/import-store.ts';
import type { Importing } from './importing/importing.ts';
import { runImports } from './importing/run-imports.ts';
import { actingFor, admitted, organisationOf } from './members/acting.ts';
import { joinAwaited } from './members/answer-commands.ts';
import { invitationBounced } from './members/invitation-commands.ts';
import { invitationRoutes } from './members/invitation-http.ts';
import { memberAdminRoutes } from './members/member-admin-http.ts';
import { addFirstManager, addTo, changeKnown } from './members/member-commands.ts';
import { memberRoutes } from './members/member-http.ts';
import { roleNames } from './members/member-problems.ts';
import { memberIndexes, memberStore } from './members/member-store.ts';
import type { Members } from './members/members.ts';
import { myMembershipRoutes } from './members/my-memberships-http.ts';
import { remindOfEnd } from './members/remind-of-end.ts';
import { trainerRoutes } from './members/trainer-http.ts';
import { untilTold } from './members/until-told.ts';
import { windUp } from './members/wind-up.ts';
import { organisationAdminRoutes } from './organisations/organisation-admin-http.ts';
import { organisationRoutes } from './organisations/organisation-http.ts';
import { organisationIndexes, organisationStore } from './organisations/organisation-store.ts';
import type { Organisations } from './organisations/organisations.ts';
import { sizeIndexes, sizeStore } from './organisations/size-store.ts';
import { turnIndexes, turnStore } from './organisations/turn-store.ts';
import { windUpClosed } from './organisations/wind-up-closed.ts';

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('base64url');

const organisationsNeeds = {
  indexes: {
    ...organisationIndexes,
    ...sizeIndexes,
    ...turnIndexes,
    ...memberIndexes,
    ...importIndexes,
    ...accountIndexes,
    ...bounceIndexes,
    ...auditIndexes,
    ...settingsIndexes,
  },
  listens: true,
  publishes: [organisationChangedV1, memberChangedV1, invitationChangedV1],
  jobs: [sendMessage],
} satisfies PartNeeds;

/** Starts the service; gives its port. */
export async function startOrganisations(
  settings: Settings,
  stops: StopList,
  twin: Pick<PartNeeds, 'clock'> = {},
): Promise<Served> {
  const parts = await openParts('organisations', settings, stops, {
    ...organisationsNeeds,
    ...twin,
    admit: (actor) => admitted(members, actor),
  });
  const { database, newId, metrics, clock, outbox, logger } = parts;
  const { settings: provider, onSettingsChanged } = await followSettings(parts);
  const { note, ...audit } = auditStore(database, newId);
  const accounts = accountStore(database);
  const bounces = bounceStore(database);
  const organisations = organisationStore(database);
  const invitations = metrics.counter({
    name: 'invitations_total',
    help: 'Invitations by what became of them: sent, accepted, refused',
    labelNames: ['what'],
  });

  const members: Members = {
    members: memberStore(database),
    organisations,
    accounts,
    bounces,
    note,
    newId,
    newSecret() {
      const secret = randomBytes(32).toString('base64url');
      return { secret, hash: hashOf(secret) };
    },
    hashOf,
    linkOf: (secret) => `${settings.PUBLIC_URL}/api/v1/invitations/${secret}/page`,
    loginUrl: settings.PUBLIC_URL,
    zone: settings.TIME_ZONE,
    invitationDays: settings.INVITATION_DAYS,
    brandOn: (now) => provider.brandOn(zonedDay(now, settings.TIME_ZONE)),
    counted: (what) => invitations.inc({ what }),
    ...untilTold(parts.relay),
  };
  const needs: Organisations = {
    organisations,
    sizes: sizeStore(database),
    turns: turnStore(database),
    accounts,
    bounces,
    note,
    newId,
    loginUrl: settings.PUBLIC_URL,
    mostRequestsPerHour: settings.ORGANISATION_REQUESTS_PER_HOUR,
    people: {
      actingFor: (...asked) => actingFor(members, ...asked),
      addFirstManager: (...given) => addFirstManager(members, ...given),
      windUp: (...given) => windUp(members, ...given),
      allTold: members.allTold,
    },
  };

  if (settings.DEMO_ORGANISATIONS) await addDemoOrganisations(needs, members, outbox.transaction);

  const importing: Importing = {
    imports: importStore(database),
    members: members.members,
    accounts,
    roleNames,
    newId,
    logger,
    transaction: outbox.transaction,
    people: {
      actingFor: needs.people.actingFor,
      mayStill: (accountId, organisationId) => organisationOf(members, accountId, organisationId, 'change-people'),
      add: (tx, organisation, person, invites, by) => addTo(members, tx, organisation, { person, invites }, by),
      change: (tx, member, changes, by) => changeKnown(members, tx, member, changes, by),
    },
  };

  const served = await parts.serve({
    title: 'Organisations',
    routes: [
      ...organisationRoutes(needs),
      ...organisationAdminRoutes(needs),
      ...memberRoutes(members),
      ...importRoutes(importing),
      ...myMembershipRoutes(members),
      ...invitationRoutes(members, outbox.transaction),
      ...memberAdminRoutes(members),
      ...trainerRoutes(members),
      ...auditRoutes({
        audit: { note, ...audit },
        path: '/api/v1/admin/organisations-audit',
        operationId: 'listOrganisationsAudit',
        summary: 'Who did what with organisations and their people, the newest first',
        tags: ['staff: organisations'],
        roles: ['administration', 'operations'],
        entry: 'OrganisationsAuditEntry',
        names: accounts.names,
      }),
    ],
  });
  await parts.subscribe([
    onSettingsChanged,
    ...onAccountChanged(accounts, (tx, account) => joinAwaited(members, tx, account)),
    ...onAddress(bounces, (...given) => invitationBounced(members, ...given)),
  ]);
  const reminding = { members, transaction: outbox.transaction, clock };
  parts.every(settings.INVITATION_REMINDER_SECONDS * 1_000, 'reminders of invitations', () => remindOfEnd(reminding));
  const closing = { needs, transaction: outbox.transaction };
  parts.every(2_000, 'people of closed organisations', () => windUpClosed(closing));
  parts.every(1_000, 'lists of people', () => runImports(importing));
  const requested = metrics.gauge({
    name: 'organisation_requests_waiting',
    help: 'Requests that staff have not answered',
  });
  parts.every(60_000, 'count requests', async () => {
    requested.set(await organisations.countRequests());
  });
  return served;
}
