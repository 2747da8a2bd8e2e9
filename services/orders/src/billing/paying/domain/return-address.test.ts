import { describe, expect, it } from '@jest/globals';
import { appAddress, returnAddress } from './return-address.ts';

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
    expect(returnAddress(typed, ours, [])).toBe(understood);
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
    expect(returnAddress(typed, ours, [])).toBeNull();
  });
});

describe('an address of an app', () => {
  const apps = ['leerhuis-app://betaald', 'https://app.academie.example/betaald', 'be.example.app:///'];

  it.each([
    ['leerhuis-app://betaald', 'leerhuis-app://betaald'],
    ['LEERHUIS-APP://betaald?order=1#x', 'leerhuis-app://betaald?order=1#x'],
    ['leerhuis-app://betaald?next=//elders.example', 'leerhuis-app://betaald?next=//elders.example'],
    ['https://APP.academie.example:443/betaald?order=1', 'https://app.academie.example/betaald?order=1'],
    ['https://app.academie.example/x/../betaald', 'https://app.academie.example/betaald'],
    ['https:\\\\app.academie.example\\betaald', 'https://app.academie.example/betaald'],
    ['be.example.app:///', 'be.example.app:///'],
    [`${ours}/dank`, `${ours}/dank`],
  ])('is %j, as it is understood', (typed, understood) => {
    expect(returnAddress(typed, ours, apps)).toBe(understood);
  });

  it.each([
    'leerhuis-app://betaald/',
    'leerhuis-app://betaald/../elders',
    'leerhuis-app://Betaald',
    'leerhuis-app://betaald.',
    'leerhuis-app://betaald:80',
    'leerhuis-app://iemand@betaald',
    'leerhuis-app://:geheim@betaald',
    'leerhuis-app:betaald',
    'leerhuis-app:/betaald',
    'leerhuis-app:\\\\betaald',
    'leerhuis-app://elders\\@betaald',
    'leerhuis-app://betaald%2F..%2Felders',
    'leerhuis-app2://betaald',
    'andere-app://betaald',
    'http://app.academie.example/betaald',
    'https://app.academie.example./betaald',
    'https://app.academie.example/betaald/meer',
    'https://app.academie.example/BETAALD',
    'https://app.academie.example/%62etaald',
    'https://app.academie.example//betaald',
    'https://app.academie.example/betaald;x',
    'https://app.academie.example:8443/betaald',
    'https://app.academie.example@elders.example/betaald',
    'https://iemand@app.academie.example/betaald',
    'https://elders.example\\@app.academie.example/betaald',
    'https://elders.example/https://app.academie.example/betaald',
    'https://app.academie.exampl\u0435/betaald',
    '//app.academie.example/betaald',
    'javascript://app.academie.example/betaald%0aalert(1)',
    'data:text/html,leerhuis-app://betaald',
    'intent://betaald#Intent;scheme=leerhuis-app;end',
    ' ',
    '',
  ])('is not %j', (typed) => {
    expect(returnAddress(typed, ours, apps)).toBeNull();
  });

  it.each([
    ['leerhuis-app://betaald', 'leerhuis-app://betaald'],
    ['HTTPS://App.Academie.example:443/betaald', 'https://app.academie.example/betaald'],
    ['be.example.app:///', 'be.example.app:///'],
    ['javascript://x', null],
    ['intent://betaald', null],
    ['http://app.academie.example/', null],
    ['https://iemand@app.academie.example/', null],
    ['https://app.academie.example/?x', null],
    ['leerhuis-app:betaald', null],
    ['betaald', null],
    ['https://', null],
  ])('written as %j is named as %j', (written, named) => {
    expect(appAddress(written)).toBe(named);
  });
});
