import { createLogger, type Logger, stopTracing } from '@leerhuis/telemetry';
import { ConfigError } from './config.ts';
import { createStopList, type StopList } from './stop-list.ts';

/** The stops together; with what follows them the process is gone within 10 s. */
const stopLimitMs = 8_500;

/**
 * Runs a service until SIGTERM or SIGINT: `start` brings its parts up and adds to the list how each is stopped; on the
 * signal they stop in reverse order and the process exits, 0 when all went in order. A start that fails, an uncaught
 * exception and an unhandled rejection are logged and end it with 1: what was under way is taken up by the next start.
 */
export async function runService(options: {
  name: string;
  start: (stops: StopList) => Promise<void>;
  logger?: Logger;
}): Promise<void> {
  const logger = options.logger ?? createLogger({ service: options.name, level: levelOf(process.env['LOG_LEVEL']) });
  const stops = createStopList();
  let isStopping = false;

  const stop = async (reason: string, code: number) => {
    // Ctrl-C reaches the whole process group, and a launcher may send a signal of its own besides
    if (isStopping) return;
    isStopping = true;
    logger.info({ reason }, 'stopping');
    const isOrderly = await stops.run(stopLimitMs, logger);
    await stopTracing(1_000);
    logger.info({ isOrderly }, 'stopped');
    process.exit(isOrderly ? code : 1);
  };
  const crash = (error: unknown) => {
    logger.fatal({ err: error }, 'must not go on');
    process.exit(1);
  };

  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  process.on('SIGTERM', () => void stop('SIGTERM', 0));
  process.on('SIGINT', () => void stop('SIGINT', 0));

  try {
    await options.start(stops);
    if (!isStopping) logger.info({ startedInMs: Math.round(performance.now()) }, 'started');
  } catch (error) {
    // a start that a signal has cut short fails as a matter of course
    if (isStopping) return;
    if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
    else logger.fatal({ err: error }, 'could not start');
    await stop('start failed', 1);
  }
}

function levelOf(name: string | undefined): string {
  return name && /^(trace|debug|info|warn|error|fatal|silent)$/.test(name) ? name : 'info';
}
