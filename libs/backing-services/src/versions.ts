/** Versions that the launcher fetches and the images of the compose file must be the same of (major.minor for MongoDB and RabbitMQ). */
export const versions = { kafka: '4.1.0', mongodb: '8.0.15', rabbitmq: '4.1.4' } as const;
