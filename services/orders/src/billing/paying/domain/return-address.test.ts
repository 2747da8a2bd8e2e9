import { describe, expect, it } from '@jest/globals';
import { returnAddress } from './return-address.ts';

const ours = 'https://academie.example';

describe('where whoever paid is sent to', () => {
  it.each([
    [`${ours}/dank`, `${ours}/dank`],
    [ours, `${ours}/`],
    ['HTTPS://ACADEMIE.example:443/dank?x=1#y', `${ours}/dank?x=1#y`],
    [`${ours}\\@elders.example`, `${ours}/@elders.example`],
    ['https:\\\\academie.example\\dank', `${ours}/dank`],
    ['https://acade\tmie.example/da\nnk', `${ours}/dank`],
    [`${ours}//elders.example`, `${ours}//elders.example`],
    [`${ours}/a/../../b`, `${ours}/b`],
  ])('is %j, as it is understood', (typed, understood) => {
    expect(returnAddress(typed, ours)).toBe(understood);
  });

  it.each([
    'https://elders.example/dank',
    'http://academie.example/dank',
    'https://academie.example:8443/',
    'https://academie.example.elders.example/',
    'https://academie.example@elders.example/',
    'https://elders.example\\@academie.example/',
    'https://elders.example\t/@academie.example/',
    'https://iemand@academie.example/',
    'https://iemand:geheim@academie.example/',
    'https:///elders.example',
    '//elders.example',
    '/dank',
    'javascript:alert(1)',
    'https://academie.example.',
  ])('is not %j', (typed) => {
    expect(returnAddress(typed, ours)).toBeNull();
  });
});
