import type { Counter, Logger } from '@leerhuis/telemetry';
import type { ChannelModel, ConfirmChannel, Options } from 'amqplib';
import { BrokerUnavailable, Unroutable } from './errors.ts';
import { watchChannel } from './link.ts';

export interface Outgoing {
  /** '' goes straight to the queue that the key names. */
  exchange: string;
  key: string;
  content: Buffer;
  options: Options.Publish;
}

/** Sends with confirms: a message is resolved once RabbitMQ keeps it, or rejected. */
export interface Publisher {
  /** Step for the link: a confirm channel on each new connection. */
  open(model: ChannelModel): Promise<void>;
  /** @throws Unroutable when no queue takes it, BrokerUnavailable when that is unknown: it may or may not be there. */
  send(message: Outgoing): Promise<void>;
}

const connectWait = 5_000;
const confirmWait = 30_000;

export function createPublisher(options: { logger: Logger; unroutable: Counter<'queue'> | undefined }): Publisher {
  const { logger } = options;
  let channel: ConfirmChannel | null = null;
  let serial = 0;
  const returned = new Set<string>();
  const waiting = new Set<() => void>();

  async function openChannel(): Promise<ConfirmChannel> {
    if (channel) return channel;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, connectWait);
      waiting.add(done);
    });
    if (!channel) throw new BrokerUnavailable('no connection with RabbitMQ');
    return channel;
  }

  return {
    async open(model) {
      const opened = await model.createConfirmChannel();
      watchChannel(model, opened, logger);
      opened.on('close', () => {
        if (channel === opened) channel = null;
      });
      // RabbitMQ confirms what it could not route too, right after it gave it back
      opened.on('return', (message) => returned.add(String(message.properties.correlationId)));
      channel = opened;
      for (const done of waiting) done();
    },
    async send(message) {
      const open = await openChannel();
      const token = String(++serial);
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => reject(new BrokerUnavailable('RabbitMQ did not confirm')), confirmWait);
        const confirmed = (error: unknown) => {
          clearTimeout(timer);
          const unrouted = returned.delete(token);
          if (error) return reject(new BrokerUnavailable('RabbitMQ did not take the message', { cause: error }));
          if (unrouted) return reject(new Unroutable(`no queue ${message.key}`));
          resolve();
        };
        const settings = { ...message.options, mandatory: true, persistent: true, correlationId: token };
        try {
          open.publish(message.exchange, message.key, message.content, settings, confirmed);
        } catch (error) {
          clearTimeout(timer);
          reject(new BrokerUnavailable('the channel is closed', { cause: error }));
        }
      }).catch((error: unknown) => {
        if (error instanceof Unroutable) {
          options.unroutable?.inc({ queue: message.key });
          logger.error({ queue: message.key, jobId: message.options.messageId }, 'message without a queue');
        }
        throw error;
      });
    },
  };
}
