import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mongo } from 'mongoose';
import { z } from 'zod';
import { serveTasks } from '../worker.ts';

const second = z.number().min(0).max(1_000_000);
const chapterId = z.string().min(1).max(100);
const report = z.strictObject({
  position: z.strictObject({ chapterId, second }).optional(),
  segments: z.array(z.strictObject({ chapterId, fromSecond: second, toSecond: second })).max(50),
});

/** What a first version does: each piece that was watched is a document, and each report a write of its own. */
const tasks = {
  async start({ databaseUrl }: { databaseUrl: string }): Promise<string> {
    const client = await new mongo.MongoClient(databaseUrl, { maxPoolSize: 32 }).connect();
    const segments = client.db().collection('segments', { writeConcern: { w: 'majority', journal: true } });
    await segments.createIndex({ enrolmentId: 1, chapterId: 1, fromSecond: 1 }, { unique: true });
    const server = createServer(async (request, response) => {
      try {
        const pieces: Buffer[] = [];
        for await (const piece of request) pieces.push(piece);
        const told = report.parse(JSON.parse(Buffer.concat(pieces).toString()));
        const enrolmentId = request.url?.split('/')[4];
        await segments.bulkWrite(
          told.segments.map(({ chapterId, fromSecond, toSecond }) => ({
            updateOne: {
              filter: { enrolmentId, chapterId, fromSecond },
              update: { $max: { toSecond }, $set: { at: new Date() } },
              upsert: true,
            },
          })),
          { ordered: false },
        );
        const content = JSON.stringify({ taken: told.segments.length });
        response.writeHead(200, { 'content-type': 'application/json' }).end(content);
      } catch (error) {
        response.writeHead(500).end(String(error));
      }
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  },
};
export type RawTasks = typeof tasks;
serveTasks(tasks);
