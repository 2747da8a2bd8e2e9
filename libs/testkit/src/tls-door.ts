import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import { Transform } from 'node:stream';
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

/** @param isPassedOn what the server says, as clients are to hear it: a broker tells its own address, where nobody speaks TLS */
export async function tlsDoorTo(
  host: string,
  port: number,
  isPassedOn: (chunk: Buffer, doorPort: number) => Buffer = (chunk) => chunk,
): Promise<TlsDoor> {
  const sockets = new Set<net.Socket>();
  let taken = 0;
  const server = tls.createServer({ cert: pem('localhost.pem'), key: pem('localhost.key') }, (near) => {
    taken += 1;
    const far = net.connect({ host, port });
    near.pipe(far);
    const heard = new Transform({
      transform: (chunk: Buffer, _, done) => done(null, isPassedOn(chunk, (server.address() as net.AddressInfo).port)),
    });
    far.pipe(heard).pipe(near);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => other.destroy());
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

/** For a door to Kafka: where it tells the broker's address (length, name, port), the door's is told. Both names have as many letters. */
export function brokerAsDoor(host: string, port: number): (chunk: Buffer, doorPort: number) => Buffer {
  const broker = address(host);
  if (host.length !== 'localhost'.length) throw new Error(`${host} and localhost differ in length`);
  function address(name: string): Buffer {
    const bytes = Buffer.alloc(2 + name.length + 4);
    bytes.writeInt16BE(name.length, 0);
    bytes.write(name, 2, 'latin1');
    bytes.writeInt32BE(port, 2 + name.length);
    return bytes;
  }
  return (chunk, doorPort) => {
    const told = Buffer.from(chunk);
    for (let at = told.indexOf(broker); at >= 0; at = told.indexOf(broker, at + 1)) {
      told.write('localhost', at + 2, 'latin1');
      told.writeInt32BE(doorPort, at + 2 + host.length);
    }
    return told;
  };
}
