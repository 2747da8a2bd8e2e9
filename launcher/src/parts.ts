/**
 * The parts of the system as processes: their names, ports and variables. The launcher starts them from this table;
 * tests hold the compose file, the Dockerfile and each service's own configuration against it.
 */
export interface Part {
  name: PartName;
  folder: string;
  ports: PartPort[];
  /** Whether it owns a database, with a user of its own name. */
  database: boolean;
  /** Parts of the same stage start side by side, when the stage before is ready. */
  stage: number;
  variables(place: Place): Record<string, string>;
  /** What makes a system for show: people, courses, and limits that fit everybody coming from one address. */
  demo?: Record<string, string>;
}

export type PartName =
  | 'mail'
  | 'payment'
  | 'catalog'
  | 'orders'
  | 'learning'
  | 'certification'
  | 'organisations'
  | 'notifications'
  | 'gateway';

export interface PartPort {
  /** Variable by which the part is told. */
  own: string;
  /** Variable by which people tell the launcher. */
  variable: string;
  usual: number;
}

/** Where everything is, seen from a part: on this machine, or among containers. */
export interface Place {
  /** Base URL of another part. */
  url(part: PartName): string;
  /** Where another part tells how it is and describes itself. */
  internalUrl(part: PartName): string;
  smtpUrl: string;
  publicUrl: string;
  /** Base URL of the payment sandbox as a browser sees it. */
  paymentPublicUrl: string;
  secret(name: SecretName): string;
  /** Folder for what a sandbox keeps; none in a container, where it keeps nothing. */
  dataDir?(part: PartName): string;
}

export const secretNames = ['KEY_ENCRYPTION_SECRET', 'MEDIA_SIGNING_KEY', 'PAYMENT_API_KEY'] as const;
export type SecretName = (typeof secretNames)[number];

const port = (variable: string, usual: number, own = 'PORT'): PartPort => ({ own, variable, usual });
/** Where a part tells how it is: nobody outside may reach it. */
const internalPort = (name: string, usual: number) => port(`${name}_INTERNAL_PORT`, usual, 'INTERNAL_PORT');

export const parts: Part[] = [
  {
    name: 'mail',
    folder: 'sandboxes/mail',
    ports: [port('MAIL_PORT', 8087), port('SMTP_PORT', 8088, 'SMTP_PORT')],
    database: false,
    stage: 1,
    variables: ({ dataDir }) => (dataDir ? { DATA_DIR: dataDir('mail') } : {}),
  },
  {
    name: 'payment',
    folder: 'sandboxes/payment',
    ports: [port('PAYMENT_PORT', 8086)],
    database: false,
    stage: 1,
    variables: ({ secret, paymentPublicUrl, dataDir }) => ({
      PAYMENT_API_KEY: secret('PAYMENT_API_KEY'),
      PUBLIC_URL: paymentPublicUrl,
      ...(dataDir && { DATA_DIR: dataDir('payment') }),
    }),
  },
  {
    name: 'catalog',
    folder: 'services/catalog',
    ports: [port('CATALOG_PORT', 8081), internalPort('CATALOG', 8101)],
    database: true,
    stage: 2,
    variables: ({ secret }) => ({ MEDIA_SIGNING_KEY: secret('MEDIA_SIGNING_KEY') }),
    demo: { DEMO_CATALOGUE: 'true' },
  },
  {
    name: 'orders',
    folder: 'services/orders',
    ports: [port('ORDERS_PORT', 8082), internalPort('ORDERS', 8102)],
    database: true,
    stage: 3,
    variables: ({ secret, url }) => ({
      PAYMENT_API_URL: `${url('payment')}/v2`,
      PAYMENT_API_KEY: secret('PAYMENT_API_KEY'),
      // as the provider reaches it, which need not be the public address
      PAYMENT_WEBHOOK_URL: `${url('gateway')}/api/v1/webhooks/payments`,
    }),
  },
  {
    name: 'learning',
    folder: 'services/learning',
    ports: [port('LEARNING_PORT', 8083), internalPort('LEARNING', 8103)],
    database: true,
    stage: 3,
    variables: ({ secret }) => ({ MEDIA_SIGNING_KEY: secret('MEDIA_SIGNING_KEY') }),
  },
  {
    name: 'certification',
    folder: 'services/certification',
    ports: [port('CERTIFICATION_PORT', 8084), internalPort('CERTIFICATION', 8104)],
    database: true,
    stage: 3,
    variables: () => ({}),
  },
  {
    name: 'organisations',
    folder: 'services/organisations',
    ports: [port('ORGANISATIONS_PORT', 8089), internalPort('ORGANISATIONS', 8106)],
    database: true,
    stage: 3,
    variables: () => ({}),
    demo: { DEMO_ORGANISATIONS: 'true', ORGANISATION_REQUESTS_PER_HOUR: '2000' },
  },
  {
    name: 'notifications',
    folder: 'services/notifications',
    ports: [port('NOTIFICATIONS_PORT', 8085), internalPort('NOTIFICATIONS', 8105)],
    database: true,
    stage: 3,
    variables: ({ smtpUrl }) => ({ SMTP_URL: smtpUrl }),
    demo: { DEMO_NEWSLETTERS: 'true', NEWSLETTER_REQUESTS_PER_HOUR: '2000' },
  },
  {
    name: 'gateway',
    folder: 'gateway',
    ports: [port('GATEWAY_PORT', 8080), internalPort('GATEWAY', 8100)],
    database: true,
    stage: 4,
    variables: ({ secret, url, internalUrl }) => ({
      KEY_ENCRYPTION_SECRET: secret('KEY_ENCRYPTION_SECRET'),
      CATALOG_URL: url('catalog'),
      ORDERS_URL: url('orders'),
      LEARNING_URL: url('learning'),
      CERTIFICATION_URL: url('certification'),
      NOTIFICATIONS_URL: url('notifications'),
      ORGANISATIONS_URL: url('organisations'),
      CATALOG_INTERNAL_URL: internalUrl('catalog'),
      ORDERS_INTERNAL_URL: internalUrl('orders'),
      LEARNING_INTERNAL_URL: internalUrl('learning'),
      CERTIFICATION_INTERNAL_URL: internalUrl('certification'),
      NOTIFICATIONS_INTERNAL_URL: internalUrl('notifications'),
      ORGANISATIONS_INTERNAL_URL: internalUrl('organisations'),
    }),
    demo: { DEMO_ACCOUNTS: 'true', REGISTRATIONS_PER_HOUR: '2000', WRONG_SECRETS_PER_QUARTER: '2000' },
  },
];

export function partOf(name: string): Part {
  const part = parts.find((candidate) => candidate.name === name);
  if (!part) throw new Error(`there is no part ${name}; there are ${parts.map((known) => known.name).join(', ')}`);
  return part;
}

/** The port on which a part tells how it is; a sandbox has but one. */
export function healthPort({ ports }: Part): PartPort {
  const found = ports.find(({ own }) => own === 'INTERNAL_PORT') ?? ports[0];
  if (!found) throw new Error('a part has a port');
  return found;
}

/** What every part with a database is told besides its own variables. */
export function commonVariables(given: {
  mongoUrl: string;
  kafkaBrokers: string;
  rabbitUrl: string;
  gatewayUrl: string;
  publicUrl: string;
}): Record<string, string> {
  return {
    MONGO_URL: given.mongoUrl,
    KAFKA_BROKERS: given.kafkaBrokers,
    RABBIT_URL: given.rabbitUrl,
    JWKS_URL: `${given.gatewayUrl}/.well-known/jwks.json`,
    PUBLIC_URL: given.publicUrl,
  };
}
