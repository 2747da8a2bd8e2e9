import { CannotServe } from './choice.ts';
import { findCommand } from './commands.ts';
import { ensurePackage } from './system-packages.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The path of a Chromium for browser tests: CHROMIUM in the environment, on the PATH, or installed (as root only). */
export async function findChromium(log: (line: string) => void): Promise<string> {
  const named = process.env['CHROMIUM'] ?? names.map((name) => findCommand(name)).find(Boolean);
  if (named) return named;
  await ensurePackage('chromium', 'The browser tests need Chromium: name one with CHROMIUM', log);
  const installed = findCommand('chromium');
  if (!installed) throw new CannotServe('The package chromium brought no browser: name one with CHROMIUM.');
  return installed;
}

/** Switches that make it start in a container and call nobody. */
export const chromiumSwitches = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];
