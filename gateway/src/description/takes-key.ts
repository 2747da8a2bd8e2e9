import type { OpenApiDocument } from '@leerhuis/http-api';

/** Whether the description names an Idempotency-Key for a post to this path. */
export function takesKey(document: OpenApiDocument | undefined, url: string): boolean {
  const [path = ''] = url.split('?', 1);
  const segments = path.split('/');
  return Object.entries(document?.paths ?? {}).some(([template, operations]) => {
    const parameters = (operations['post'] as { parameters?: { name?: string }[] } | undefined)?.parameters ?? [];
    return parameters.some(({ name }) => name === 'Idempotency-Key') && fits(template.split('/'), segments);
  });
}

function fits(template: string[], segments: string[]): boolean {
  if (template.length !== segments.length) return false;
  return template.every((part, at) => part.startsWith('{') || part === segments[at]);
}
