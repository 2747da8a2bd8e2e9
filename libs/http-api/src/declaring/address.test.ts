import { expect, it } from '@jest/globals';
import { readInput } from '../reading/input-faults.ts';
import { addressSchema } from './address.ts';

const schema = addressSchema({ street: 100, city: 60 });
const faultsOf = (postalCode: string, country: string) => {
  const read = readInput(schema, { street: 'Coupure 12', postalCode, city: 'Gent', country });
  return 'faults' in read ? read.faults.map(({ path, message }) => `${path.join('.')}: ${message.en}`) : [];
};

it.each([
  ['9000', 'BE'],
  ['1012 AB', 'NL'],
  ['1012ab', 'NL'],
  ['L-1009', 'LU'],
  ['SW1A 1AA', 'GB'],
])('%s in %s is an address', (postalCode, country) => expect(faultsOf(postalCode, country)).toEqual([]));

it.each([
  ['ABC', 'BE', 'postalCode: A Belgian postal code is a number from 1000 to 9999'],
  ['0999', 'BE', 'postalCode: A Belgian postal code is a number from 1000 to 9999'],
  ['99999', 'BE', 'postalCode: A Belgian postal code is a number from 1000 to 9999'],
  [
    '9000',
    'NL',
    'postalCode: A Dutch postal code is a number from 1000 to 9999 followed by two letters, such as 1012 AB',
  ],
  ['9000', 'ZZ', 'country: No country with this code of two letters, such as BE or NL'],
  ...['UK', 'XA', 'SU', 'YU', 'AN', 'FX'].map((gone): [string, string, string] => [
    '9000',
    gone,
    'country: No country with this code of two letters, such as BE or NL',
  ]),
  ['9000', 'be', 'country: No country with this code of two letters, such as BE or NL'],
  ['9000', 'België', 'country: No country with this code of two letters, such as BE or NL'],
  ['', 'EU', 'postalCode: Must not be empty'],
])('%s in %s is none', (postalCode, country, fault) => expect(faultsOf(postalCode, country)).toContain(fault));
