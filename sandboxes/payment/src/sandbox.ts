import { createServer } from 'node:http';
import { openTime } from '@leerhuis/service-runtime/shared-clock';
import type { StopList } from '@leerhuis/service-runtime/stop-list';
import express, { type ErrorRequestHandler } from 'express';
import helmet from 'helmet';
import { z } from 'zod';
import { createBehaviour } from './behaviour.ts';
import { checkout } from './checkout.ts';
import { stylesheet } from './checkout-page.ts';
import type { Config } from './config.ts';
import { dashboard } from './dashboard.ts';
import { idempotency } from './idempotency.ts';
import { openJournal } from './journal.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { listen } from './listen.ts';
import { mollieApi } from './mollie-api.ts';
import { createRepresentation } from './mollie-json.ts';
import { createMoneyBack } from './money-back.ts';
import { createRefunds } from './refunds.ts';
import { sandboxApi } from './sandbox-api.ts';
import { createWebhooks, isAllowedHost } from './webhooks.ts';

const expiryCheckMs = 15_000;

/** Starts the sandbox; gives its port. */
export async function startPaymentSandbox(settings: Config, stops: StopList, twin?: () => Date): Promise<number> {
  const time = await openTime('payment', settings, stops);
  const clock = twin ?? time.now;
  const { journal, records } = openJournal(settings.DATA_DIR);
  const behaviour = createBehaviour();
  const webhooks = createWebhooks({ journal, records, behaviour, retriesMs: settings.WEBHOOK_RETRIES_MS, clock });
  const ledger: Ledger = createLedger({ journal, records, clock, tell: webhooks.tell });
  const refunds = createRefunds(() => ledger, settings.REFUND_STEP_MS);
  const moneyBack = createMoneyBack({ ledger, clock, onRefund: refunds.advance });
  const representation = createRepresentation(settings.PUBLIC_URL.replace(/\/+$/, ''));

  const app = express();
  app.disable('x-powered-by');
  app.use(
    helmet({
      strictTransportSecurity: false,
      contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
    }),
  );
  app.use((_req, _res, next) => {
    ledger.expire();
    next();
  });
  app.use(
    '/v2',
    mollieApi({
      ledger,
      behaviour,
      representation,
      apiKey: settings.PAYMENT_API_KEY,
      clock,
      idempotency: idempotency({ journal, records, clock }),
      isAllowedWebhook: (url) => isAllowedHost(url, settings.WEBHOOK_HOSTS),
      moneyBack,
    }),
  );
  app.use('/sandbox', sandboxApi({ ledger, behaviour, webhooks, representation, moneyBack }));
  app.use('/checkout', checkout(ledger));
  app.get(['/health/live', '/health/ready'], (_req, res) => void res.json({ ready: true }));
  app.get('/style.css', (_req, res) => void res.type('css').send(stylesheet));
  app.use(dashboard(ledger, moneyBack));
  app.use((_req, res) => void res.status(404).json({ title: 'There is no such thing here' }));
  app.use(refuse);

  const server = createServer(app);
  const port = await listen(server, settings.PORT, settings.HOST);
  const expiry = setInterval(() => ledger.expire(), expiryCheckMs);
  time.onMoved(ledger.expire);
  stops.add('http', () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  stops.add('webhooks', () => {
    clearInterval(expiry);
    refunds.stop();
    webhooks.stop();
  });
  webhooks.resume();
  refunds.resume();
  return port;
}

const refuse: ErrorRequestHandler = (error: unknown, _req, res, _next) => {
  if (error instanceof z.ZodError) {
    res
      .status(400)
      .json({ title: 'Not understood', issues: error.issues.map(({ path, message }) => ({ path, message })) });
    return;
  }
  const status = (error as { status?: unknown }).status;
  res.status(typeof status === 'number' ? status : 500).json({ title: 'That went wrong' });
};
