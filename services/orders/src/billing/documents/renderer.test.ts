import { afterAll, describe, expect, it } from '@jest/globals';
import { invoice, proForma } from '../../../test/sample-documents.ts';
import { createRenderer } from './renderer.ts';

const quiet = () => false;
const renderer = createRenderer(quiet);
afterAll(() => renderer.stop());

describe('the renderer', () => {
  it('lays out what somebody waits for before what can wait', async () => {
    const order: string[] = [];
    const render = async (number: string, urgent: boolean) => {
      const pdf = await renderer.render({ ...invoice('nl'), number }, urgent);
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      order.push(number);
    };
    await Promise.all([
      render('first', false),
      render('second', false),
      render('third', false),
      render('urgent', true),
    ]);
    expect(order).toEqual(['first', 'urgent', 'second', 'third']);
  });

  it('has a second thread help when something is late', async () => {
    const order: string[] = [];
    const render = async (number: string, waited: number) => {
      await renderer.render({ ...invoice('nl'), number }, false, waited);
      order.push(number);
    };
    const many = Array.from({ length: 60 }, (_, n) => render(`${n}`, 10_000));
    await Promise.all(many);
    expect(order).toHaveLength(60);
    // with one thread they would come in the order in which they were asked for
    expect(order).not.toEqual(order.toSorted((a, b) => Number(a) - Number(b)));
  }, 60_000);

  it('waits while the service is busy, for a quiet moment or until it is late, and with nothing that is urgent', async () => {
    let isBusy = true;
    const other = createRenderer(() => isBusy);
    const order: string[] = [];
    const render = async (number: string, urgent: boolean, waited = 0) => {
      await other.render({ ...invoice('nl'), number }, urgent, waited);
      order.push(number);
    };
    const patient = render('patient', false);
    await render('urgent', true);
    expect(order).toEqual(['urgent']);
    isBusy = false;
    await patient;
    isBusy = true;
    await render('nearly late', false, 9_900);
    expect(order).toEqual(['urgent', 'patient', 'nearly late']);
    await other.stop();
  });

  it('says what is wrong with a document, and goes on with the next', async () => {
    const bad = { ...proForma('nl'), issuedOn: 'yesterday' };
    const results = await Promise.allSettled([renderer.render(bad, false), renderer.render(proForma('fr'), false)]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });

  it('leaves nobody waiting when it stops, and can begin again', async () => {
    const other = createRenderer(quiet);
    const waiting = [other.render(proForma('nl'), false), other.render(proForma('nl'), false)];
    const outcome = Promise.allSettled(waiting);
    await other.stop();
    expect((await outcome).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect((await other.render(proForma('en'), false)).length).toBeGreaterThan(1_000);
    await other.stop();
  });
});
