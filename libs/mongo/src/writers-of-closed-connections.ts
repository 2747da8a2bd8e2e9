import type { Socket } from 'node:net';
import { ofDriver } from './driver.ts';

/**
 * The driver writes a command to a socket that the server has just ended, and then waits for the socket to drain, which
 * it never does, nor does it fail: it only closes. Whoever asked waits for ever, whatever limits of time are set. Told
 * that the socket has drained the driver looks at its connection, sees that it was closed, and says so.
 */
interface Connection {
  socket: Socket;
  onClose(): void;
}
const { Connection } = ofDriver('mongodb/lib/cmap/connection') as { Connection: { prototype: Connection } };

const close = Connection.prototype.onClose;
Connection.prototype.onClose = function (this: Connection): void {
  close.call(this);
  this.socket.emit('drain');
};
