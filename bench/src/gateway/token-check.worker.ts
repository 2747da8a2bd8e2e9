import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bearerToken, createTokenVerifier } from '@leerhuis/auth';
import { serveTasks } from '../worker.ts';

/** What nginx asks for each request (`auth_request`): the gateway's check of tokens, with its memory, and nothing else. */
const tasks = {
  async start({ jwksUrl }: { jwksUrl: string }): Promise<string> {
    const verify = createTokenVerifier({ jwksUrl });
    const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
      const answer = (status: number) => response.writeHead(status).end();
      const token = bearerToken(request.headers.authorization) ?? '';
      if (verify.remembered(token)) answer(204);
      else
        verify(token).then(
          () => answer(204),
          () => answer(401),
        );
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  },
};
export type TokenCheckTasks = typeof tasks;
serveTasks(tasks);
