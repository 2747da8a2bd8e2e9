import { describe, expect, it } from '@jest/globals';
import { adminResources, ownerOf, resources } from './upstreams.ts';

describe('the service that answers for a path', () => {
  it.each([
    ['/api/v1/courses', 'catalog'],
    ['/api/v1/courses/abc?x=1', 'catalog'],
    ['/api/v1/orders?limit=1', 'orders'],
    ['/api/v1/admin/orders/1', 'orders'],
    ['/api/v1/admin/registration-runs', 'certification'],
    ['/api/v1/verify/ABC', 'certification'],
    ['/api/v1/organisations/1/members', 'organisations'],
    ['/api/v1/organisation-requests', 'organisations'],
    ['/api/v1/me', null],
    ['/api/v1/admin/accounts', null],
    ['/api/v1/coursesx', null],
    ['/api/v1/admin', null],
    ['/metrics', null],
    ['/', null],
  ])('%s: %s', (path, owner) => {
    expect(ownerOf(path)).toBe(owner);
  });

  it.each([
    ['resources', resources],
    ['staff resources', adminResources],
  ])('%s have one owner each', (_, table) => {
    const names = Object.values(table).flat();
    expect(new Set(names).size).toBe(names.length);
  });
});
