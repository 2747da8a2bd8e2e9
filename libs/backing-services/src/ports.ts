import { connect, createServer } from 'node:net';

/** A TCP port of 127.0.0.1 that is free now: `preferred` if nobody has it, else one that the system picks. */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred && (await isFree(preferred))) return preferred;
  return listenOnce(0);
}

/** Whether we could listen on this port, on the loopback address and on all addresses. */
export async function isFree(port: number): Promise<boolean> {
  try {
    await listenOnce(port);
    await listenOnce(port, '0.0.0.0');
    return true;
  } catch {
    return false;
  }
}

/** Whether something accepts connections there within `within` ms. */
export function answers(port: number, host = '127.0.0.1', within = 1_000): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host });
    const end = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(within, () => end(false));
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

function listenOnce(port: number, host = '127.0.0.1'): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}
