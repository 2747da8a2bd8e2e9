import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Stands in for the shop: takes webhooks and tells what came. */
export interface Merchant {
  url: string;
  /** Ids in the order in which they came. */
  calls: { body: string; contentType: string | undefined }[];
  /** Answers of the next calls; 200 when there are none. */
  answers: number[];
  close(): Promise<void>;
}

export async function startMerchant(): Promise<Merchant> {
  const calls: Merchant['calls'] = [];
  const answers: number[] = [];
  const server = createServer((req, res) => {
    void text(req).then((body) => {
      calls.push({ body, contentType: req.headers['content-type'] });
      res.statusCode = answers.shift() ?? 200;
      res.end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    answers,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
