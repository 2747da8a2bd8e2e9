// `npm run staff`: makes the first person of the staff. What needs dependencies is in launcher/.
import { checkNode, ensureBuilt, ensureDependencies, SetupFailed } from './setup.mjs';

const quiet = () => {};
try {
  checkNode();
  await ensureDependencies(quiet);
  await ensureBuilt(quiet);
} catch (error) {
  if (!(error instanceof SetupFailed)) throw error;
  console.error(error.message);
  process.exit(1);
}
await import('../launcher/dist/staff.js');
