import net from 'node:net';

/** Stands between a client and a server, and cuts the lines when told. */
export interface TcpProxy {
  url: string;
  cut(): void;
  /** Lines opened from now on lead to this server. */
  aim(target: string): void;
  close(): Promise<void>;
}

export async function startTcpProxy(target: string, port = 0): Promise<TcpProxy> {
  let to = new URL(target);
  const sockets = new Set<net.Socket>();
  const server = net.createServer((client) => {
    const upstream = net.connect(Number(to.port), to.hostname);
    for (const [from, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on('error', () => {}); // cut
      from.on('close', () => {
        sockets.delete(from);
        other.destroy();
      });
      from.pipe(other);
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  const through = new URL(target);
  through.port = String((server.address() as net.AddressInfo).port);
  through.hostname = '127.0.0.1';
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: through.toString(),
    cut,
    aim(other) {
      to = new URL(other);
    },
    async close() {
      cut();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
