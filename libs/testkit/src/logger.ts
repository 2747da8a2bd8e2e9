import { createLogger } from '@leerhuis/telemetry';

/** Says nothing unless `TEST_LOG` names a level (`TEST_LOG=debug npm run jest -- …`). */
export const testLogger = createLogger({ service: 'test', level: process.env['TEST_LOG'] ?? 'silent' });
