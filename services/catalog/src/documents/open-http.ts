import { isThemself } from '@leerhuis/auth';
import { documentAddress, readSignedUrl } from '@leerhuis/files';
import { contentDisposition, idSchema, notFound, type ResponseSpec, type Route, route } from '@leerhuis/http-api';
import { z } from 'zod';
import { answerFile } from '../answer-file.ts';
import { documentName } from '../shapes.ts';
import { documentAddressRefused } from './document-problems.ts';
import type { Handing } from './documents.ts';
import { documentTypes, typeOf } from './domain/document.ts';

const contentType = Object.values(documentTypes);
const ranges = { 'Accept-Ranges': 'bytes', ETag: 'Changes with the bytes' };
const answers: Record<number, ResponseSpec> = {
  200: { description: 'The document', contentType, headers: { ...ranges, 'Content-Disposition': 'Its name' } },
  206: { description: 'The range asked for', contentType, headers: { ...ranges, 'Content-Range': 'Which' } },
  304: { description: 'Not changed' },
};

/** Whoever opens one in a browser all the same runs nothing that it holds, and tells nobody its address. */
const guarded = {
  'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'private, no-cache',
};

/** Documents as learners open them, at addresses that were signed for them. */
export function openRoutes({ documents, signingKey }: Handing): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/documents/:fingerprint/:filename',
      operationId: 'readDocument',
      summary: 'A document, at an address that was given to one person for some minutes (V-16)',
      tags: ['catalogue'],
      access: 'anyone',
      request: {
        params: z.strictObject({ fingerprint: z.string().regex(/^[0-9a-f]{64}$/), filename: documentName }),
        query: z.strictObject({
          for: idSchema,
          expires: z.string().regex(/^[0-9]{1,12}$/),
          signature: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/),
        }),
      },
      responses: answers,
      problems: [403, 404, 416],
      handler: async (ctx) => {
        const { expires, signature, for: accountId } = ctx.query;
        const address = documentAddress({ ...ctx.params, accountId });
        const state = readSignedUrl(`${address}&expires=${expires}&signature=${signature}`, signingKey, ctx.now);
        if (state !== 'valid') throw documentAddressRefused(state);
        if (ctx.actor && !isThemself(ctx.actor, accountId)) throw documentAddressRefused('of-another');
        const file = await documents.files.stat(ctx.params.fingerprint);
        if (!file) throw notFound();
        const { filename } = ctx.params;
        // the same bytes may have come under several names
        return answerFile(
          ctx,
          { ...file, contentType: typeOf(filename) },
          {
            ...guarded,
            'Content-Disposition': contentDisposition('attachment', filename),
          },
        );
      },
    }),
  ];
}
