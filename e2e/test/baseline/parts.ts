import { config as catalogConfig, startCatalog } from '@leerhuis/catalog';
import { config as certificationConfig } from '@leerhuis/certification/config';
import { startCertification } from '@leerhuis/certification/service';
import { config as gatewayConfig } from '@leerhuis/gateway/config';
import { startGateway } from '@leerhuis/gateway/service';
import { config as learningConfig, startLearning } from '@leerhuis/learning';
import { config as notificationsConfig, startNotifications } from '@leerhuis/notifications';
import { config as ordersConfig, startOrders } from '@leerhuis/orders';
import { config as organisationsConfig } from '@leerhuis/organisations/config';
import { startOrganisations } from '@leerhuis/organisations/service';
import { baseline } from '../../src/baseline/read-baseline.ts';
import { onStored } from '../stored-before/stored-before.ts';

const { about, database } = baseline;
/** A day after the databases were kept. */
const now = new Date(Date.parse(about.at) + 24 * 3_600_000);
const clock = () => now;
const signingKey = 'a media signing key of more than thirty-two bytes';

/** Starts a part on the database that the release before left. */
export const onBaseline = {
  gateway: () =>
    onStored({
      name: 'gateway',
      fixture: database('gateway'),
      config: gatewayConfig,
      start: startGateway,
      env: { KEY_ENCRYPTION_SECRET: about.keyEncryptionSecret, SECOND_FACTOR_FOR: 'nobody' },
    }),
  catalog: () =>
    onStored({
      name: 'catalog',
      fixture: database('catalog'),
      config: catalogConfig,
      start: (settings, stops) => startCatalog(settings, stops, { clock }),
      env: { MEDIA_SIGNING_KEY: signingKey },
    }),
  orders: () =>
    onStored({
      name: 'orders',
      fixture: database('orders'),
      config: ordersConfig,
      start: (settings, stops) => startOrders(settings, stops, clock),
      env: { PAYMENT_API_URL: 'http://127.0.0.1:9/v2', PAYMENT_API_KEY: 'test_key', CREDIT_LAPSE_SECONDS: '3600' },
    }),
  learning: () =>
    onStored({
      name: 'learning',
      fixture: database('learning'),
      config: learningConfig,
      start: (settings, stops) => startLearning(settings, stops, clock),
      env: { MEDIA_SIGNING_KEY: signingKey },
    }),
  certification: () =>
    onStored({
      name: 'certification',
      fixture: database('certification'),
      config: certificationConfig,
      start: (settings, stops) => startCertification(settings, stops, clock),
      env: { REGISTRATION_RUN: 'manual' },
    }),
  notifications: () =>
    onStored({
      name: 'notifications',
      fixture: database('notifications'),
      config: notificationsConfig,
      start: (settings, stops) => startNotifications(settings, stops),
      env: { SMTP_URL: 'smtp://127.0.0.1:9' },
    }),
  organisations: () =>
    onStored({
      name: 'organisations',
      fixture: database('organisations'),
      config: organisationsConfig,
      start: (settings, stops) => startOrganisations(settings, stops, { clock }),
    }),
};
export type PartOfBaseline = keyof typeof onBaseline;
