import type { Settings } from './config.ts';

/** Where each service is called; several copies of it, one address each. */
export function urlsOf(settings: Settings) {
  return {
    catalog: settings.CATALOG_URL,
    orders: settings.ORDERS_URL,
    learning: settings.LEARNING_URL,
    certification: settings.CERTIFICATION_URL,
    notifications: settings.NOTIFICATIONS_URL,
    organisations: settings.ORGANISATIONS_URL,
  };
}

/** Where each tells how it is, and describes itself. */
export function internalUrlsOf(settings: Settings) {
  return {
    catalog: settings.CATALOG_INTERNAL_URL,
    orders: settings.ORDERS_INTERNAL_URL,
    learning: settings.LEARNING_INTERNAL_URL,
    certification: settings.CERTIFICATION_INTERNAL_URL,
    notifications: settings.NOTIFICATIONS_INTERNAL_URL,
    organisations: settings.ORGANISATIONS_INTERNAL_URL,
  };
}
