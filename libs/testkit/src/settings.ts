import { type SettingsSnapshot, settingsChangedV1 } from '@leerhuis/contracts';
import { publishEvent } from './events.ts';
import { eventually } from './eventually.ts';
import type { ServiceUnderTest } from './service-under-test.ts';

/** Tells settings of the provider as the gateway would, and waits until the service works by them. */
export async function tellSettings(
  { namespace, internal }: Pick<ServiceUnderTest, 'namespace' | 'internal'>,
  told: SettingsSnapshot,
): Promise<void> {
  await publishEvent(namespace, settingsChangedV1, { subject: told.kind, data: told });
  await eventually(
    async () => {
      const metrics = (await internal.get('/metrics')).bytes.toString();
      const known = metrics
        .split('\n')
        .find((line) => line.startsWith('settings_revision{') && line.includes(`"${told.kind}"`));
      if (Number(known?.split(' ').at(-1)) < told.revision) throw new Error(`the service knows ${known} only`);
    },
    { within: 15_000 },
  );
}
