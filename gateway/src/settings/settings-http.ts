import type { Day } from '@leerhuis/calendar';
import {
  type Answer,
  type AnyContext,
  type Context,
  created,
  dateSchema,
  etagOf,
  lineText,
  noContent,
  ok,
  type Problem,
  type RequestSpec,
  type Route,
  requireMatch,
  route,
  together,
} from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import type { SettingKind } from '@leerhuis/provider';
import { type KindSettings, settingKinds } from '@leerhuis/provider/kept-settings';
import { z } from 'zod';
import { mayChange, whyNotFrom } from './domain/announce.ts';
import { standings } from './domain/standing.ts';
import type { Asking, NewRecord, SettingsCommands } from './settings-commands.ts';
import { settingInputs } from './settings-fields.ts';
import { settingRefused } from './settings-problems.ts';
import { kindNames, kindViews, overviewSchema } from './settings-schemas.ts';
import type { SettingsStore } from './settings-store.ts';

export interface SettingsNeeds {
  store: SettingsStore;
  commands: SettingsCommands;
  dayOf: (instant: Date) => Day;
  /** What was changed counts here at once. */
  keep: (settings: KindSettings) => void;
}

const base = '/api/v1/admin/settings';
const tags = ['staff: settings'] as const;
const params = z.strictObject({ id: lineText(100) });

/** What staff see and change of the settings of the provider. */
export function settingsRoutes(needs: SettingsNeeds): Route[] {
  return [
    route({
      method: 'get',
      path: base,
      operationId: 'getSettings',
      summary: 'What holds of the provider on a day, today unless told, and what comes after it',
      tags,
      access: { staff: ['administration'] },
      request: { query: z.strictObject({ on: dateSchema.optional() }) },
      responses: { 200: overviewSchema },
      handler: async ({ query, now }) => {
        const today = needs.dayOf(now);
        const on = query.on ?? today;
        const kinds = await Promise.all(
          settingKinds.map(async (kind) => {
            const { records, ...view } = viewOf(kind, await needs.store.get(kind), on, today);
            return { ...view, records: records.filter(({ standing }) => standing !== 'past') };
          }),
        );
        return ok({ on, kinds });
      },
    }),
    ...settingKinds.flatMap((kind) => kindRoutes(kind, settingInputs[kind] as never, needs)),
  ];
}

function kindRoutes<K extends SettingKind>(kind: K, body: z.ZodType<NewRecord<K>>, needs: SettingsNeeds): Route[] {
  const { store, commands } = needs;
  const path = `${base}/${kind}`;
  const name = kindNames[kind];
  const shown = (settings: KindSettings<K>, now: Date) => viewOf(kind, settings, needs.dayOf(now), needs.dayOf(now));
  const etag = ({ revision }: { revision: number }) => ({ ETag: etagOf(revision) });

  function alsoWrong({ body: sound, now }: { body: object; now: Date }): Problem | null {
    const { validFrom } = sound as { validFrom?: Day };
    return validFrom === undefined ? null : together(whyNotFrom(validFrom, needs.dayOf(now)).map(settingRefused));
  }

  async function changing(
    ctx: Pick<AnyContext, 'transaction'>,
    work: (tx: Tx) => Promise<KindSettings<K>>,
    answerOf: (settings: KindSettings<K>) => Answer,
  ): Promise<Answer> {
    let changed: KindSettings<K> | undefined;
    const answer = await ctx.transaction(async (tx) => {
      changed = await work(tx);
      return answerOf(changed);
    });
    if (changed) needs.keep(changed);
    return answer;
  }

  return [
    route({
      method: 'get',
      path,
      operationId: `get${name}Settings`,
      summary: `All records of ${kind}: past, holding and coming`,
      tags,
      access: { staff: ['administration'] },
      etag: true,
      responses: { 200: kindViews[kind] },
      handler: async (ctx) => {
        const settings = await store.get(kind);
        return ok(shown(settings, ctx.now), etag(settings));
      },
    }),
    route({
      method: 'post',
      path: `${path}/records`,
      operationId: `announce${name}`,
      summary: `Announce what holds of ${kind} from a day on, today or later`,
      tags,
      access: { staff: ['administration'] },
      idempotent: true,
      etag: true,
      request: { body },
      responses: { 201: kindViews[kind] },
      problems: [409, 412, 422],
      alsoWrong,
      handler: async (ctx) => {
        let location = path;
        return changing(
          ctx,
          async (tx) => {
            const { id, settings } = await commands.add(tx, kind, ctx.body, asking(ctx));
            location = `${path}/records/${id}`;
            return settings;
          },
          (settings) => created(shown(settings, ctx.now), location, etag(settings)),
        );
      },
    }),
    route({
      method: 'put',
      path: `${path}/records/:id`,
      operationId: `change${name}`,
      summary: `Change a record of ${kind} that begins today or later`,
      tags,
      access: { staff: ['administration'] },
      etag: true,
      request: { params, body },
      responses: { 200: kindViews[kind] },
      problems: [404, 409, 412, 422],
      alsoWrong,
      handler: (ctx) =>
        changing(
          ctx,
          (tx) => commands.change(tx, kind, ctx.params.id, ctx.body, asking(ctx)),
          (settings) => ok(shown(settings, ctx.now), etag(settings)),
        ),
    }),
    route({
      method: 'delete',
      path: `${path}/records/:id`,
      operationId: `takeBack${name}`,
      summary: `Take back a record of ${kind} that begins today or later; the one before it holds on`,
      tags,
      access: { staff: ['administration'] },
      etag: true,
      request: { params },
      responses: { 204: { description: 'Taken back' } },
      problems: [404, 409, 412],
      handler: (ctx) =>
        changing(
          ctx,
          (tx) => commands.remove(tx, kind, ctx.params.id, asking(ctx)),
          (settings) => noContent(etag(settings)),
        ),
    }),
  ];
}

function viewOf<K extends SettingKind>(kind: K, { revision, records }: KindSettings<K>, on: Day, today: Day) {
  const shown = standings(kind, records, on).map(({ record, standing }) => {
    return { ...record, standing, mayChange: mayChange(record, today) };
  });
  return { kind, revision, records: shown };
}

function asking(ctx: Pick<Context<RequestSpec, 'signed-in'>, 'actor' | 'header' | 'route'>): Asking {
  return { accountId: ctx.actor.accountId, requireMatch: (revision) => requireMatch(ctx, revision) };
}
