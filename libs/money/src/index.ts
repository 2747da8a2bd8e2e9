export * from './accounts.ts';
export * from './enterprise-number.ts';
export * from './epc-qr.ts';
export * from './money.ts';
export * from './structured-communication.ts';
export * from './text.ts';
export * from './vat.ts';
