import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import tls from 'node:tls';

const pem = (name: string) => readFileSync(new URL(`../certs/${name}`, import.meta.url), 'utf8');

/** Authorities of the tests: the first vouches for the door, the other for nobody. Their keys were thrown away. */
export const authorities = { ours: pem('ca.pem'), other: pem('other-ca.pem') };

/** TLS in front of a server that speaks none here, with a certificate for localhost. */
export interface TlsDoor {
  port: number;
  /** Connections that came to be over TLS. */
  taken: () => number;
  close(): Promise<void>;
}

export async function tlsDoorTo(host: string, port: number): Promise<TlsDoor> {
  const sockets = new Set<net.Socket>();
  let taken = 0;
  const server = tls.createServer({ cert: pem('localhost.pem'), key: pem('localhost.key') }, (near) => {
    taken += 1;
    const far = net.connect({ host, port });
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => other.destroy());
      socket.pipe(other);
    }
  });
  server.on('tlsClientError', () => {}); // who does not trust us goes away
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as net.AddressInfo).port,
    taken: () => taken,
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
