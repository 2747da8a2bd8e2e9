import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { textLayerOf } from '@leerhuis/documents';
import { joinOpenApi, type OpenApiDocument } from '@leerhuis/http-api';
import type { HttpClient } from '@leerhuis/testkit';
import { compareApis } from '../../src/baseline/compare-apis.ts';
import { baseline } from '../../src/baseline/read-baseline.ts';
import { oddShapes } from '../../src/description/odd-shapes.ts';
import { unnamedIds } from '../../src/description/unnamed-ids.ts';
import { unpagedLists } from '../../src/description/unpaged-lists.ts';
import type { OnStored } from '../stored-before/stored-before.ts';
import { onBaseline, type PartOfBaseline } from './parts.ts';

/** The gateway believes its own tokens only. */
async function logIn({ service: { http } }: OnStored, email: string, password: string): Promise<HttpClient> {
  const { body } = await http.post<{ accessToken: string }>('/api/v1/sessions', { email, password });
  return http.as(body.accessToken);
}

/** That what people were given is still there for them. */
const documentsOf: Record<PartOfBaseline, (part: OnStored) => Promise<void>> = {
  async gateway(part) {
    const email = 'advocaat@demo.leerhuis.test';
    const learner = await logIn(part, email, 'Pleidooi-2026!');
    expect(await learner.get('/api/v1/me')).toMatchObject({
      body: { id: part.before('accounts').find((account) => account['email'] === email)?._id },
    });
  },
  async catalog({ service, before }) {
    const offered = before('courses').filter(({ status }) => status === 'on-sale');
    expect(offered).not.toEqual([]);
    for (const { _id } of offered) expect((await service.http.get(`/api/v1/courses/${_id}`)).status).toBe(200);
  },
  async orders({ before, as }) {
    for (const { _id, kind, number, accountId } of before('documents')) {
      const path = kind === 'invoice' ? 'invoices' : 'pro-formas';
      const { bytes } = await (await as(String(accountId))).get(`/api/v1/${path}/${_id}/pdf`);
      expect(textLayerOf(bytes)[0]).toContain(number);
    }
  },
  async learning({ before, as }) {
    for (const { _id, accountId } of before('enrolments'))
      expect((await (await as(String(accountId))).get(`/api/v1/enrolments/${_id}`)).status).toBe(200);
  },
  async certification({ service, before, as }) {
    for (const { _id, code, accountId, lines } of before('attests')) {
      expect((await service.http.get(`/api/v1/verify/${code}`)).body).toMatchObject({ code });
      if (!(lines as { way: string }[]).some(({ way }) => way === 'pdf')) continue;
      const { bytes } = await (await as(String(accountId))).get(`/api/v1/attests/${_id}/pdf`);
      expect(textLayerOf(bytes)[0]).toContain(code);
    }
  },
  async organisations({ before }) {
    // the release before had none
    expect(before('organisations')).toEqual([]);
  },
  async notifications({ before, as }) {
    for (const { _id, accountId, subject } of before('messages').filter((one) => one['accountId'])) {
      const reader = await as(String(accountId));
      const { body } = await reader.get<{ subject: string; attachments: { url: string }[] }>(`/api/v1/messages/${_id}`);
      expect(body.subject).toBe(subject);
      for (const { url } of body.attachments) expect((await reader.get(url)).status).toBe(200);
    }
  },
};

const apis: OpenApiDocument[] = [];

describe.each(Object.keys(onBaseline) as PartOfBaseline[])('%s, on what the release before left', (name) => {
  let part: OnStored;
  let api: OpenApiDocument;
  beforeAll(async () => {
    part = await onBaseline[name]();
    api = (await part.service.internal.get<OpenApiDocument>('/openapi.json')).body;
    apis.push(api);
  }, 90_000);
  afterAll(() => part?.stop());

  it('has everything under its id', async () => {
    expect(await part.lost()).toEqual({});
  });

  it('shows every entry of its audit trail', async () => {
    const path = Object.keys(api.paths).find((one) => one.startsWith('/api/v1/admin/') && one.endsWith('audit'));
    const staff = name === 'gateway' ? await logIn(part, 'staf@demo.leerhuis.test', 'Kantoor-2026!') : part.staff;
    const shown: string[] = [];
    for (let cursor: string | null | undefined = ''; path && cursor !== null; ) {
      const query: string = `limit=100${cursor ? `&cursor=${cursor}` : ''}`;
      const { body } = await staff.get<{ items: { id: string }[]; nextCursor: string | null }>(`${path}?${query}`);
      shown.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor ?? null;
    }
    expect(shown).toEqual(expect.arrayContaining(part.before('audit').map(({ _id }) => _id)));
  });

  it('gives what it gave', () => documentsOf[name](part));
});

describe('the API of all parts', () => {
  const joined = () => {
    expect(apis).toHaveLength(Object.keys(onBaseline).length);
    return joinOpenApi(apis, baseline.api.info);
  };

  it('still serves the clients of the release before', () => {
    expect(compareApis(baseline.api, joined())).toEqual([]);
  });

  it('names what it gives an id of', () => {
    expect(unnamedIds(joined())).toEqual([]);
  });

  it('spells states and titles in one way', () => {
    expect(oddShapes(joined())).toEqual([]);
  });

  it('gives lists page by page', () => {
    expect(unpagedLists(joined())).toEqual([]);
  });
});
