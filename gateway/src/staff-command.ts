#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { auditIndexes, auditStore } from '@leerhuis/audit';
import { staffRoles } from '@leerhuis/auth';
import { emailSchema, localeSchema, readInput } from '@leerhuis/http-api';
import { inLocale } from '@leerhuis/language';
import { ensureCollections, ensureIndexes, openDatabase } from '@leerhuis/mongo';
import { createOutbox } from '@leerhuis/outbox';
import { baseConfig, createStopList, openTime, readConfig } from '@leerhuis/service-runtime';
import { createLogger } from '@leerhuis/telemetry';
import { z } from 'zod';
import { accountIndexes, accountStore } from './accounts/account-store.ts';
import { addFirstStaff } from './accounts/people/first-staff.ts';
import { invitationIndexes, invitationStore } from './accounts/people/invitation-store.ts';

const usage = `npm run staff -- <e-mail address> [--roles administration,finance,operations,teacher] [--locale nl|fr|en] [--also]

Makes the first person of the provider's staff, with all roles unless told: at once when the address has a confirmed account, else by
an invitation. Where there is an administrator already it changes nothing, unless told --also.`;

/** Said to whoever typed the command, without a stack. */
class UsageError extends Error {}

const wishSchema = z.object({
  email: z.string().trim().pipe(emailSchema),
  roles: z.array(z.enum(staffRoles)).min(1),
  locale: localeSchema,
  also: z.boolean(),
});
const config = baseConfig.pick({
  MONGO_URL: true,
  MONGO_CA_FILE: true,
  PUBLIC_URL: true,
  HOST: true,
  SHARED_CLOCK_URL: true,
  TIME_ZONE: true,
});

function wishOf(args: string[]): z.output<typeof wishSchema> {
  const options = { roles: { type: 'string' }, locale: { type: 'string' }, also: { type: 'boolean' } } as const;
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const { roles = staffRoles.join(), locale = 'nl', also = false } = values;
    if (positionals.length !== 1) throw new Error('one address is named');
    const read = readInput(wishSchema, { email: positionals[0], roles: roles.split(','), locale, also });
    if ('value' in read) return read.value;
    throw new Error(
      read.faults.map(({ path, message }) => `${String(path[0])}: ${inLocale(message, 'en')}`).join('\n'),
    );
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${usage}`);
  }
}

async function main(args: string[]): Promise<void> {
  const wish = wishOf(args);
  const settings = readConfig(config);
  const logger = createLogger({ service: 'staff', level: 'error' });
  const stops = createStopList();
  const { now, newId } = await openTime('staff', settings, stops);
  const connection = await openDatabase(settings.MONGO_URL, { ca: settings.MONGO_CA_FILE, logger, waitMs: 10_000 });
  stops.add('database', () => connection.close());
  try {
    // of a system that never ran there is nothing yet
    const indexes = { ...accountIndexes, ...invitationIndexes, ...auditIndexes };
    await ensureCollections(connection, Object.keys(indexes));
    await ensureIndexes(connection, indexes);
    const invitations = invitationStore(connection);
    await invitations.prepare();
    const { note } = auditStore(connection, newId);
    const keeping = {
      accounts: accountStore(connection),
      invitations,
      note,
      newId,
      publicUrl: settings.PUBLIC_URL,
      zone: settings.TIME_ZONE,
    };
    const { transaction } = createOutbox({ connection, service: 'gateway', clock: now, newId, logger });
    const { done, lines } = await transaction((tx) => addFirstStaff(keeping, tx, wish));
    for (const line of lines) process.stdout.write(`${line}\n`);
    if (!done) process.exitCode = 1;
  } finally {
    await stops.run(2_000, logger);
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const text = error instanceof UsageError ? error.message : `Nothing was changed: ${(error as Error).message}`;
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
