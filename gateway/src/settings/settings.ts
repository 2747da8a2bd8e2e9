import { auditStore, type NamesOf } from '@leerhuis/audit';
import { zonedDay } from '@leerhuis/calendar';
import type { Route } from '@leerhuis/http-api';
import type { Brand } from '@leerhuis/provider';
import { keptSettings } from '@leerhuis/provider/kept-settings';
import type { Parts } from '@leerhuis/service-parts';
import { gatewayAudit } from './settings-audit.ts';
import { settingsCommands } from './settings-commands.ts';
import { settingsRoutes } from './settings-http.ts';
import { settingsStore } from './settings-store.ts';

/** The settings of the provider: where staff change them, and what the gateway itself shows of them. */
export async function openSettings(
  parts: Parts,
  timeZone: string,
  accounts: { names: NamesOf },
): Promise<{ brandOn: (now: Date) => Brand; routes: Route[] }> {
  const store = settingsStore(parts.database);
  const audit = auditStore(parts.database, parts.newId);
  const dayOf = (instant: Date) => zonedDay(instant, timeZone);
  const settings = await keptSettings(parts, store.changed);
  const commands = settingsCommands({ store, note: audit.note, newId: parts.newId, dayOf });
  return {
    brandOn: (now) => settings.brandOn(dayOf(now)),
    routes: [...settingsRoutes({ store, commands, dayOf, keep: settings.keep }), ...gatewayAudit(audit, accounts)],
  };
}
