import { once } from 'node:events';
import net from 'node:net';

/** A TCP way to a server that can be shut and opened. */
export interface Door {
  port: number;
  shut(): Promise<void>;
  open(): Promise<void>;
}

export async function doorTo(host: string, port: number): Promise<Door> {
  const sockets = new Set<net.Socket>();
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
          socket.on('error', () => other.destroy());
          socket.on('close', () => {
            sockets.delete(socket);
            other.destroy();
          });
          socket.pipe(other);
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
  };
  await door.open();
  return door;
}
