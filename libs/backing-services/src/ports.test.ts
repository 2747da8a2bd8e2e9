import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { answers, freePort, isFree } from './ports.ts';

async function occupied<T>(host: string, work: (port: number) => Promise<T>): Promise<T> {
  const server = createServer();
  const port = await new Promise<number>((resolve) =>
    server.listen(0, host, () => resolve((server.address() as { port: number }).port)),
  );
  try {
    return await work(port);
  } finally {
    server.close();
  }
}

describe('ports', () => {
  it('gives the preferred port while it is free and another when it is taken', async () => {
    const port = await freePort();
    await expect(freePort(port)).resolves.toBe(port);
    await occupied('127.0.0.1', async (taken) => {
      await expect(freePort(taken)).resolves.not.toBe(taken);
    });
  });

  it.each(['127.0.0.1', '0.0.0.0'])('sees that a port is taken on %s', async (host) => {
    await occupied(host, async (taken) => {
      await expect(isFree(taken)).resolves.toBe(false);
      await expect(answers(taken)).resolves.toBe(true);
    });
  });

  it('hears nothing from a port where nobody listens', async () => {
    await expect(answers(await freePort())).resolves.toBe(false);
  });
});
