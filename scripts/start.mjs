// `npm start`: from a fresh clone to a running system. Everything that needs dependencies is in launcher/.
import { checkNode, ensureBuilt, ensureDependencies, SetupFailed } from './setup.mjs';

const say = (line) => console.log(`  set-up  ${line}`);
try {
  checkNode();
  await ensureDependencies(say);
  await ensureBuilt(say);
} catch (error) {
  if (!(error instanceof SetupFailed)) throw error;
  console.error(`\n${error.message}`);
  process.exit(1);
}
await import('../launcher/dist/main.js');
