import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ApiUnderTest, serve } from '../../test/api-under-test.ts';
import { sampleRoutes } from '../../test/sample-routes.ts';
import { apiReferencePage } from '../index.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await serve(sampleRoutes(), {
    extend: (app) => app.use('/api/docs', apiReferencePage({ openApiUrl: '/openapi.json', title: 'A <b> & c' })),
  });
});
afterAll(() => api.close());

describe('the reference page', () => {
  it('has nothing inline, and everything from here', async () => {
    for (const path of ['/api/docs', '/api/docs/']) {
      const { text, headers } = await api.client.get(path);
      expect(headers['content-security-policy']).toMatch(/^default-src 'self'/);
      expect(text).toContain('<title>A &#60;b&#62; &#38; c</title>');
      expect(text).not.toMatch(/<script(?![^>]* src=)|<style|style=|onload=/);
      for (const [, url = ''] of text.matchAll(/(?:src|href)="([^"]+)"/g)) {
        expect([url, (await api.client.get(url)).status]).toEqual([url, 200]);
      }
    }
    expect((await api.client.get('/api/docs/start.js')).text).toContain('"url":"/openapi.json"');
  });

  it('serves nothing else', async () => {
    for (const path of ['/api/docs/package.json', '/api/docs/..%2fpackage.json', '/api/docs/index.html']) {
      expect((await api.client.get(path)).status).toBe(404);
    }
  });
});
