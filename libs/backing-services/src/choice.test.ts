import { describe, expect, it } from '@jest/globals';
import { CannotServe, firstThatServes } from './choice.ts';
import { places } from './find-running.ts';

const lookAt =
  (answers: Record<string, 'usable' | { useless: string }>) =>
  async (url: string): Promise<'usable' | 'absent' | { useless: string }> =>
    answers[url] ?? 'absent';

function choose(env: Record<string, string>, answers: Parameters<typeof lookAt>[0]) {
  const said: string[] = [];
  const candidates = places('SOME_URL', env, 'default', lookAt(answers), (url) => ({ url }));
  return { said, chosen: firstThatServes('Some service', candidates, (line) => said.push(line)) };
}

describe('the order in which a backing service is looked for', () => {
  it('takes the one that the environment names before one that runs on the default port', async () => {
    const { chosen } = choose({ SOME_URL: 'named' }, { named: 'usable', default: 'usable' });
    await expect(chosen).resolves.toEqual({ url: 'named', how: 'environment' });
  });

  it('takes the one on the default port when none is named', async () => {
    const { chosen } = choose({}, { default: 'usable' });
    await expect(chosen).resolves.toEqual({ url: 'default', how: 'running' });
  });

  it('does not silently take another when the named one does not answer', async () => {
    const { chosen } = choose({ SOME_URL: 'named' }, { default: 'usable' });
    await expect(chosen).rejects.toThrow(CannotServe);
    await expect(chosen).rejects.toThrow('SOME_URL is set, but nothing answers there');
  });

  it('says why the one on the default port is passed over', async () => {
    const { chosen, said } = choose({}, { default: { useless: 'it is no replica set' } });
    await expect(chosen).resolves.toBeUndefined();
    expect(said).toEqual(['Some service: the one on the default port is passed over: it is no replica set']);
  });

  it('is silent when there is simply nothing', async () => {
    const { chosen, said } = choose({}, {});
    await expect(chosen).resolves.toBeUndefined();
    expect(said).toEqual([]);
  });
});
