import { createServer, type Server } from 'node:http';
import express, { type ErrorRequestHandler, type Express, type Response } from 'express';
import helmet from 'helmet';
import { z } from 'zod';
import { type Behaviour, behaviourSchema } from './behaviour.ts';
import { attachmentOf, type Mail } from './mail.ts';
import type { MailStore } from './mail-store.ts';
import { listPage, mailPage, stylesheet } from './pages.ts';

const listQuery = z.strictObject({
  to: z.string().toLowerCase().optional(),
  subject: z.string().toLowerCase().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

/** The page for people, JSON for tests. */
export function createWeb({ store, behaviour }: { store: MailStore; behaviour: Behaviour }): Server {
  const app: Express = express();
  app.disable('x-powered-by');
  app.use(
    helmet({
      strictTransportSecurity: false,
      contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
    }),
  );

  app.get('/messages', (req, res) => {
    const { to, subject, limit } = listQuery.parse(req.query);
    const found = store.all().filter((mail) => sentTo(mail, to) && mail.subject.toLowerCase().includes(subject ?? ''));
    res.json({ items: found.slice(0, limit) });
  });
  app.delete('/messages', async (_req, res) => {
    await store.clear();
    res.status(204).end();
  });
  app.get('/messages/:id', (req, res) => {
    const mail = store.get(req.params.id);
    if (mail) res.json(mail);
    else missing(res);
  });
  app.get('/messages/:id/attachments/:n', async (req, res) => {
    const raw = await store.raw(req.params.id);
    const attachment = raw && (await attachmentOf(raw, Number(req.params.n)));
    if (!attachment) return missing(res);
    res.attachment(attachment.filename).type(attachment.contentType).send(attachment.bytes);
  });
  app.get('/behaviour', (_req, res) => void res.json(behaviour.get()));
  app.post('/behaviour', express.json(), (req, res) => {
    behaviour.set(behaviourSchema.parse(req.body));
    res.json(behaviour.get());
  });
  app.get(['/health/live', '/health/ready'], (_req, res) => void res.json({ ready: true }));

  app.get('/', (_req, res) => void res.send(listPage(store.all().slice(0, 200))));
  app.get('/style.css', (_req, res) => void res.type('css').send(stylesheet));
  app.get('/mails/:id', (req, res) => {
    const mail = store.get(req.params.id);
    if (mail) res.send(mailPage(mail));
    else missing(res);
  });
  app.get('/mails/:id/html', (req, res) => {
    const mail = store.get(req.params.id);
    if (!mail) return missing(res);
    // somebody else's HTML: no scripts, no forms, nothing loaded, also when it is opened by itself
    res.set(
      'Content-Security-Policy',
      "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'",
    );
    res.send(`<base target="_blank">${mail.html ?? ''}`);
  });
  app.use((_req, res) => missing(res));
  app.use(refuse);
  return createServer(app);
}

function sentTo(mail: Mail, address: string | undefined): boolean {
  return address === undefined || [...mail.to, ...mail.cc].some((one) => one.address.toLowerCase() === address);
}

function missing(res: Response): void {
  res.status(404).json({ title: 'There is no such thing here' });
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
