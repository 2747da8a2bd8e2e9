import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ApiUnderTest, serve } from '../../test/api-under-test.ts';
import { sampleRoutes } from '../../test/sample-routes.ts';

let api: ApiUnderTest;
let path: string;
beforeAll(async () => {
  api = await serve(sampleRoutes());
  const note = { title: 'a', federation: 'OVB' };
  path =
    (await api.client.post('/api/v1/notes').auth('learner', { type: 'bearer' }).send(note)).headers['location'] ?? '';
});
afterAll(() => api.close());

const change = (title: string, ifMatch?: string) => {
  const request = api.client.patch(path).auth('staff', { type: 'bearer' });
  return (ifMatch === undefined ? request : request.set('If-Match', ifMatch)).send({ title });
};

describe('If-Match', () => {
  it('lets the change of the revision that was seen through, and refuses the one after', async () => {
    const { headers } = await api.client.get(path).auth('learner', { type: 'bearer' });
    const seen = headers['etag'] ?? '';
    const first = await change('b', seen);
    expect([first.status, first.body.title]).toEqual([200, 'b']);
    const second = await change('c', seen);
    expect([second.status, second.headers['etag']]).toEqual([412, first.headers['etag']]);
    expect(second.body.type).toBe('https://leerhuis.dev/problems/changed-meanwhile');
  });

  it.each([undefined, '*'])('%p goes on whatever the revision', async (ifMatch) => {
    expect((await change('d', ifMatch)).status).toBe(200);
  });

  it('may name several, but weak ones never match', async () => {
    const { etag = '' } = (await change('e')).headers;
    expect((await change('f', `W/${etag}`)).status).toBe(412);
    expect((await change('f', `"0", ${etag}`)).status).toBe(200);
    expect((await change('f', 'nonsense')).status).toBe(412);
  });

  it('takes the tag of a read whatever is shown of the revision, and the revision alone', async () => {
    const { headers } = await api.client.get(path).auth('learner', { type: 'bearer' });
    const [read = '', revision] = [headers['etag'], (await change('g', headers['etag'])).headers['etag']];
    expect(read).toMatch(/^"\d+\.[\w-]+"$/);
    expect((await change('h', revision?.replace(/"$/, '.other-content"'))).status).toBe(200);
  });
});
