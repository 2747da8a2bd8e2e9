import { openTime } from '@leerhuis/service-runtime/shared-clock';
import type { StopList } from '@leerhuis/service-runtime/stop-list';
import { createBehaviour } from './behaviour.ts';
import type { Config } from './config.ts';
import { listen } from './listen.ts';
import { openMailStore } from './mail-store.ts';
import { createSmtpServer } from './smtp.ts';
import { createWeb } from './web.ts';

/** Starts both doors, SMTP in and HTTP out; gives their ports. */
export async function startMailSandbox(settings: Config, stops: StopList): Promise<{ port: number; smtpPort: number }> {
  const { now } = await openTime('mail', settings, stops);
  const store = await openMailStore({
    now,
    folder: settings.DATA_DIR,
    maxMails: settings.MAX_MAILS,
    maxBytes: settings.MAX_MEGABYTES * 1024 * 1024,
  });
  const behaviour = createBehaviour();
  const smtp = createSmtpServer({ store, behaviour });
  const smtpPort = await listen(smtp.server, settings.SMTP_PORT, settings.HOST);
  stops.add('smtp', () => new Promise<void>((resolve) => smtp.close(() => resolve())));
  const web = createWeb({ store, behaviour });
  const port = await listen(web, settings.PORT, settings.HOST);
  stops.add('http', () => {
    web.closeAllConnections();
    return new Promise((resolve) => web.close(resolve));
  });
  return { port, smtpPort };
}
