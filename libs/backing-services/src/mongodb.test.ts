import { describe, expect, it } from '@jest/globals';
import { databaseUrl } from './mongodb.ts';

const server = (adminUrl: string, auth: boolean) => ({ at: 'here', adminUrl, ours: auth, auth });
const user = { name: 'orders', password: 'p@ss/word' };

describe('the URL of a service’s database', () => {
  it('carries the service’s own user and never the administrator where users are ours', () => {
    const url = databaseUrl(server('mongodb://root:secret@h:1/?replicaSet=rs0&authSource=admin', true), 'orders', user);
    expect(url).toBe('mongodb://orders:p%40ss%2Fword@h:1/orders?replicaSet=rs0&authSource=orders');
  });

  it('keeps the credentials of a given URL, and where they are checked', () => {
    expect(databaseUrl(server('mongodb://me:secret@h:1/', false), 'orders', user)).toBe(
      'mongodb://me:secret@h:1/orders?authSource=admin',
    );
    expect(databaseUrl(server('mongodb://me:secret@h:1/users?authSource=team', false), 'orders')).toBe(
      'mongodb://me:secret@h:1/orders?authSource=team',
    );
    expect(databaseUrl(server('mongodb://me:secret@h:1/mine', false), 'orders')).toBe(
      'mongodb://me:secret@h:1/orders?authSource=mine',
    );
  });

  it('understands a list of hosts', () => {
    expect(databaseUrl(server('mongodb://a:1,b:2,c:3/?replicaSet=rs0', false), 'orders')).toBe(
      'mongodb://a:1,b:2,c:3/orders?replicaSet=rs0',
    );
  });
});
