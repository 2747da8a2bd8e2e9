import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Router } from 'express';

const assets = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

/**
 * The page that shows an OpenAPI document: mount it with `app.use('/api/docs', apiReferencePage({ ... }))`. All of it comes
 * from here and none of it is inline, so it runs under `default-src 'self'`.
 */
export function apiReferencePage({ openApiUrl, title }: { openApiUrl: string; title: string }): Router {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const router = Router({ strict: false });
  router.get('/', (req, res) => {
    res.type('html').send(page(title, req.baseUrl));
  });
  router.get('/start.js', (_req, res) => {
    res.type('js').send(startScript(openApiUrl));
  });
  for (const asset of assets) {
    router.get(`/${asset}`, (_req, res) => {
      res.sendFile(asset, { root: folder, maxAge: '1h' });
    });
  }
  return router;
}

function page(title: string, base: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" type="image/png" href="${base}/favicon-32x32.png">
<link rel="stylesheet" href="${base}/swagger-ui.css">
</head>
<body>
<div id="reference"></div>
<script src="${base}/swagger-ui-bundle.js"></script>
<script src="${base}/start.js"></script>
</body>
</html>
`;
}

function startScript(url: string): string {
  return `SwaggerUIBundle(${JSON.stringify({ url, dom_id: '#reference', deepLinking: true, persistAuthorization: false })});\n`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
