import { type DestinationStream, type Logger, pino } from 'pino';
import { redact, redactError, scrub } from './redact.ts';
import { activeSpanIds } from './tracing.ts';

export type { Logger } from 'pino';

/**
 * A JSON logger to stdout. Each line has the service, an ISO time and the trace and span ids of the active span;
 * secrets and personal data are replaced, in fields at any depth and in texts.
 * @param options.destination where the lines go instead (tests)
 */
export function createLogger(options: { service: string; level?: string; destination?: DestinationStream }): Logger {
  const settings = {
    level: options.level ?? 'info',
    base: { service: options.service },
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: activeSpanIds,
    // pino's own `redact` needs each path spelled out and clones per path; walking once is faster and misses no depth
    formatters: {
      level: (label: string) => ({ level: label }),
      log: redactFields,
    },
    serializers: { err: (error: unknown) => (error instanceof Error ? redactError(error) : error) },
    hooks: {
      logMethod(this: Logger, args: Parameters<Logger['info']>, method: Logger['info']) {
        method.apply(this, scrubTexts(args) as typeof args);
      },
    },
  };
  const logger = options.destination ? pino(settings, options.destination) : pino(settings);
  // pino gives its formatters no say over the bindings of a child
  logger.child = new Proxy(logger.child, {
    apply: (child, self, [bindings, ...rest]) => Reflect.apply(child, self, [redactFields(bindings), ...rest]),
  });
  return logger;
}

function redactFields(fields: Record<string, unknown>): Record<string, unknown> {
  return redact(fields) as Record<string, unknown>;
}

function scrubTexts(args: unknown[]): unknown[] {
  const clean = args.map((arg) => (typeof arg === 'string' ? scrub(arg) : arg));
  // without a text, pino takes the error's message as it is
  const error = args[0] instanceof Error ? args[0] : (args[0] as { err?: unknown } | undefined)?.err;
  return clean.length === 1 && error instanceof Error ? [clean[0], scrub(error.message)] : clean;
}
