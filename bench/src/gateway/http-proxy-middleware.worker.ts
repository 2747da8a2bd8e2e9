import { once } from 'node:events';
import { Agent } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createProxyMiddleware } from 'http-proxy-middleware';
import { serveTasks } from '../worker.ts';

/** The usual proxy of Express, with the one setting that it cannot do without: connections that are kept. */
const tasks = {
  async start({ target }: { target: string }): Promise<string> {
    const agent = new Agent({ keepAlive: true, maxSockets: 128 });
    const app = express().use(createProxyMiddleware({ target, agent }));
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  },
};
export type ProxyTasks = typeof tasks;
serveTasks(tasks);
