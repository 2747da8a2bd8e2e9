import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readConfig } from '@leerhuis/service-runtime/config';
import { createStopList, type Stops } from '@leerhuis/service-runtime/stop-list';
import { createLogger } from '@leerhuis/telemetry';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { config } from '../src/config.ts';
import { startMailSandbox } from '../src/sandbox.ts';

interface Mails {
  items: {
    id: string;
    subject: string;
    text: string;
    html: string;
    to: { address: string }[];
    headers: Record<string, string>;
    attachments: { filename: string; contentType: string; size: number; url: string }[];
  }[];
}

const logger = createLogger({ service: 'test', level: 'silent' });
let folder: string;
let stops: Stops;
let web: string;
let smtpPort: number;

async function start(env: Record<string, string> = {}): Promise<void> {
  stops = createStopList();
  const settings = readConfig(config, { PORT: '0', SMTP_PORT: '0', DATA_DIR: folder, ...env });
  const started = await startMailSandbox(settings, stops);
  web = `http://127.0.0.1:${started.port}`;
  smtpPort = started.smtpPort;
}

function send(mail: SendMailOptions): Promise<unknown> {
  const transport = createTransport({ host: '127.0.0.1', port: smtpPort, ignoreTLS: true });
  return transport.sendMail({ from: 'Leerhuis <info@leerhuis.test>', to: 'ann@example.com', ...mail });
}

const get = async <T>(path: string) => (await fetch(web + path)).json() as Promise<T>;
const post = (path: string, body: unknown) =>
  fetch(web + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leerhuis-mail-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => start());
afterEach(async () => {
  await fetch(`${web}/messages`, { method: 'DELETE' });
  await stops.run(5_000, logger);
});

describe('the mail catcher', () => {
  it('gives back what was sent: texts, headers and attachments', async () => {
    const pdf = Buffer.from('%PDF-1.7 not really');
    await send({
      subject: 'Uw attest: één uur',
      text: 'Dag Ann',
      html: '<p>Dag <b>Ann</b></p>',
      messageId: '<job-1@leerhuis.test>',
      attachments: [{ filename: 'attest “1”.pdf', content: pdf, contentType: 'application/pdf' }],
    });
    const { items } = await get<Mails>('/messages?to=Ann@example.com&subject=ATTEST');
    expect(items).toHaveLength(1);
    const [mail] = items;
    expect(mail).toMatchObject({
      subject: 'Uw attest: één uur',
      text: expect.stringContaining('Dag Ann'),
      html: expect.stringContaining('<b>Ann</b>'),
      headers: { 'message-id': '<job-1@leerhuis.test>' },
      attachments: [{ filename: 'attest “1”.pdf', contentType: 'application/pdf', size: pdf.length }],
    });
    const file = await fetch(web + (mail?.attachments[0]?.url ?? ''));
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect(Buffer.from(await file.arrayBuffer())).toEqual(pdf);
    expect(await get<Mails>('/messages?to=bo@example.com')).toEqual({ items: [] });
    expect(await get(`/messages/${mail?.id}`)).toMatchObject({ id: mail?.id });
  });

  it('lists the newest first, and keeps mails over a restart', async () => {
    await send({ subject: 'one', text: '1' });
    await send({ subject: 'two', text: '2' });
    await stops.run(5_000, logger);
    await start();
    const { items } = await get<Mails>('/messages');
    expect(items.map(({ subject }) => subject)).toEqual(['two', 'one']);
  });

  it('keeps no more mails than it may', async () => {
    await stops.run(5_000, logger);
    await start({ MAX_MAILS: '2' });
    for (const subject of ['one', 'two', 'three']) await send({ subject, text: subject });
    const { items } = await get<Mails>('/messages');
    expect(items.map(({ subject }) => subject)).toEqual(['three', 'two']);
  });

  it('refuses mails on demand, as often as told', async () => {
    expect((await post('/behaviour', { refuse: 'temporary', count: 1 })).status).toBe(200);
    await expect(send({ text: 'a' })).rejects.toMatchObject({ responseCode: 451 });
    await send({ text: 'b' });
    await post('/behaviour', { refuse: 'permanent', to: 'bo@example.com' });
    await send({ text: 'c' });
    await expect(send({ text: 'd', to: 'bo@example.com' })).rejects.toMatchObject({ responseCode: 550 });
    expect((await get<Mails>('/messages')).items).toHaveLength(2);
    expect((await post('/behaviour', { refuse: 'sometimes' })).status).toBe(400);
  });

  it.each([
    ['bounce@voorbeeld.be', 550],
    ['Bounce.an@voorbeeld.be', 550],
    ['full+1@voorbeeld.be', 552],
    ['greylisted@voorbeeld.be', 450],
  ])('%s is no mailbox that takes mail, also when nothing was asked for', async (to, responseCode) => {
    await expect(send({ text: 'a', to })).rejects.toMatchObject({ responseCode, command: 'RCPT TO' });
    await send({ text: 'b', to: 'bouncer@voorbeeld.be' });
    expect((await get<Mails>('/messages')).items).toHaveLength(1);
  });

  it('shows a mail on a page without letting its HTML act', async () => {
    await send({ subject: '<script>alert(1)</script>', text: 'x', html: '<script>alert(2)</script><p>Dag</p>' });
    const { items } = await get<Mails>('/messages');
    const id = items[0]?.id;
    const list = await (await fetch(`${web}/`)).text();
    expect(list).toContain(`/mails/${id}`);
    expect(list).not.toContain('<script>');
    expect(await (await fetch(`${web}/mails/${id}`)).text()).toContain(`src="/mails/${id}/html"`);
    const shown = await fetch(`${web}/mails/${id}/html`);
    expect(shown.headers.get('content-security-policy')).toMatch(/^sandbox .*default-src 'none'/);
    expect((await fetch(`${web}/mails/nobody`)).status).toBe(404);
  });
});
