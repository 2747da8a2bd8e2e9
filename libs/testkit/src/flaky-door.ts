import { once } from 'node:events';
import net from 'node:net';

/** A TCP way to a server that can be shut and opened, and swallow everything without a word. */
export interface Door {
  port: number;
  shut(): Promise<void>;
  open(): Promise<void>;
  silence(silent: boolean): void;
}

/**
 * A door to the server at `host` and `port`; open.
 * @param heard what the server says, as clients are to hear it
 */
export async function doorTo(
  host: string,
  port: number,
  heard: (chunk: Buffer, doorPort: number) => Buffer = (chunk) => chunk,
): Promise<Door> {
  const sockets = new Set<net.Socket>();
  let isSilent = false;
  let server: net.Server;
  const door: Door = {
    port: 0,
    async open() {
      server = net.createServer((near) => {
        const far = net.connect({ host, port });
        for (const [socket, other] of [
          [near, far],
          [far, near],
        ] as const) {
          sockets.add(socket);
          const told = socket === far ? (bytes: Buffer) => heard(bytes, door.port) : (bytes: Buffer) => bytes;
          socket.on('data', (bytes) => isSilent || other.write(told(bytes)));
          socket.on('error', () => other.destroy());
          socket.on('close', () => {
            sockets.delete(socket);
            other.destroy();
          });
        }
      });
      server.listen(door.port, '127.0.0.1');
      await once(server, 'listening');
      door.port = (server.address() as net.AddressInfo).port;
    },
    async shut() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
    silence(silent) {
      isSilent = silent;
    },
  };
  await door.open();
  return door;
}
