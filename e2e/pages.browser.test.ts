import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chromiumSwitches, findChromium } from '@leerhuis/backing-services';
import { given, type Journey, newJourney, type OrderView, type PaymentView } from '@leerhuis/demo/journey-context';
import * as account from '@leerhuis/demo/steps/account';
import { until } from '@leerhuis/demo/until';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { playedJourney } from './journey.ts';
import { systemOfFile } from './system-of-file.ts';

/** What is used of a video element; DOM types are for portals. */
interface Video {
  muted: boolean;
  currentTime: number;
  play(): Promise<void>;
}

const under = systemOfFile();

/** What people see in a browser, beside the API: each page works under its own strict policy. */
describe('in a browser', () => {
  let browser: Browser;
  let context: BrowserContext;
  let journey: Journey;
  const complaints: string[] = [];

  beforeAll(async () => {
    const executablePath = await findChromium(() => {});
    browser = await chromium.launch({ executablePath, args: [...chromiumSwitches] });
    // the accessibility checker is put into pages that allow no scripts: the policy's own complaints are counted apart
    context = await browser.newContext({ locale: 'nl-BE' });
    context.on('console', (message) => {
      // browsers look for an icon by themselves
      if (message.type() !== 'error' || message.location().url.endsWith('/favicon.ico')) return;
      complaints.push(message.text());
    });
    context.on('weberror', (error) => complaints.push(error.error().message));
    journey = await playedJourney(under());
  }, 180_000);
  afterAll(() => browser?.close());

  async function open(url: string): Promise<Page> {
    complaints.length = 0;
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(url);
    return page;
  }
  /** @returns the rules that a page breaks seriously, with where */
  async function barriers(page: Page): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page }).analyze();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }

  it('the API reference shows every operation, without a complaint of the content policy', async () => {
    const page = await open(`${under().system.gatewayUrl}/api/docs/`);
    // the page fetches the description after it loaded, and draws what is in view
    await page.locator('.opblock').first().waitFor();
    const seen = new Set<string>();
    for (let isAtEnd = false; !isAtEnd; ) {
      for (const id of await page.locator('.opblock').evaluateAll((blocks) => blocks.map(({ id }) => id))) seen.add(id);
      isAtEnd = await page.evaluate(() => {
        const { innerHeight, scrollY, document } = globalThis as unknown as Window;
        globalThis.scrollBy(0, innerHeight / 2);
        return scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
      });
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50))));
    }
    expect(seen.size).toBeGreaterThan(60);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('a trailer plays', async () => {
    const { trailerUrl } = given(journey, 'courses').payment;
    const page = await open(new URL(trailerUrl, under().system.gatewayUrl).href);
    await page.locator('video').evaluate(async (element) => {
      const video = element as unknown as Video;
      video.muted = true;
      await video.play();
    });
    const seconds = () => page.locator('video').evaluate((element) => (element as unknown as Video).currentTime);
    await until('playing', async () => (await seconds()) > 0.3);
    await page.close();
  });

  it('an address is confirmed on the page behind the link in the mail, by its button', async () => {
    const stranger = newJourney(under().demo, { patience: 60_000, within: 60_000 });
    await account.register.play(stranger);
    await account.confirmationMail.play(stranger);
    const [mail] = await stranger.mailbox.of(stranger.person.email);
    const link = /http\S+\/account\/confirm\/[\w-]+/.exec(mail?.text ?? '')?.[0] ?? '';
    const page = await open(link);
    expect(await barriers(page)).toEqual([]);
    await page.locator('button').click();
    await page.locator('[role=status]').waitFor();
    expect(complaints).toEqual([]);
    await account.logIn.play(stranger);
    await page.close();
  });

  it('the page for a new password can be used by everybody, and says what is wrong with a weak one', async () => {
    const { api, system } = under();
    const { email } = journey.person;
    await api.post('/api/v1/password-resets', { body: { email } });
    const mail = await journey.mailbox.find('to reset', email, ({ text }) => /\/account\/password\//.test(text));
    const link = /http\S+\/account\/password\/[\w-]+/.exec(mail.text)?.[0] ?? '';
    expect(link).toContain(system.gatewayUrl);
    const page = await open(link);
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel(/./).first().fill('hilde');
    await page.locator('button').click();
    await page.locator('[role=alert]').waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('an order is paid by clicking through the hosted checkout', async () => {
    const learner = given(journey, 'learner');
    const { id: courseId } = given(journey, 'courses').payment;
    const { body: order } = await learner.post<OrderView>('/api/v1/orders', {
      body: { lines: [{ courseId }], immediateAccessConsent: true },
    });
    const { body: payment } = await learner.post<PaymentView>(`/api/v1/orders/${order.id}/payments`, {
      body: { method: 'creditcard' },
    });
    const page = await open(payment.checkoutUrl ?? '');
    expect(await barriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.getByText('Maestro').click();
    await page.locator('button[type=submit]').click();
    await page.waitForURL((url) => url.href.startsWith(under().system.gatewayUrl));
    await until('payment', async () => {
      const { body } = await learner.get<OrderView>(`/api/v1/orders/${order.id}`);
      return body.status === 'paid';
    });
    await page.close();
  });

  it('the verification page says that an attest is real, and that an invented one is not', async () => {
    const { verifyUrl } = journey.attests.credit ?? { verifyUrl: '' };
    const page = await open(verifyUrl);
    expect(await page.locator('main').textContent()).toContain('Hilde Peeters');
    expect(await barriers(page)).toEqual([]);
    const { pathname } = new URL(verifyUrl);
    await page.goto(new URL(pathname.replace(/[^/]+$/, '0000-0000-0000-0000'), verifyUrl).href);
    await page.locator('[role=alert]').waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('the mail catcher shows a mail with its attachment', async () => {
    const page = await open(under().system.mailUrl);
    expect(await barriers(page)).toEqual([]);
    await page
      .getByText(/^Factuur F-/)
      .first()
      .click();
    await page.getByText(/F-\d{4}-\d{6}\.pdf/).waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });
});
