import { asyncApi } from '@leerhuis/contracts/asyncapi';
import { apiReferencePage, joinOpenApi, type OpenApiDocument, sendRead } from '@leerhuis/http-api';
import type { Express } from 'express';

/** The joined API description, its reference page, and the description of events. */
export function addDescriptionPages(app: Express, documents: () => OpenApiDocument[], publicUrl: string): void {
  app.get('/api/openapi.json', (request, response) => {
    const joined = joinOpenApi(documents(), {
      title: 'Leerhuis',
      version: '1',
      description:
        'Catalogue, orders and payments, learning, certification. Amounts are cents, hours are minutes. Lists come in pages: ' +
        '`nextCursor` of one is the `cursor` of the next. To staff the first page tells as `total` how many there are, exactly up ' +
        'to 10,000 and above that only that there are more.',
    });
    return sendRead(request, response, { ...joined, servers: [{ url: publicUrl }] });
  });
  app.get('/api/asyncapi.json', (request, response) => sendRead(request, response, asyncApi({ version: '1' })));
  app.use('/api/docs', apiReferencePage({ openApiUrl: '/api/openapi.json', title: 'Leerhuis API' }));
  app.get('/', (_request, response) => response.redirect(302, '/api/docs/'));
}
