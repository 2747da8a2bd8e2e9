// `npm run bench [name…] [-- --only name,name --quick]`: builds what is measured, then runs the benchmarks.
import { spawn } from 'node:child_process';
import { checkNode, ensureBuilt, ensureDependencies, root, SetupFailed } from '../scripts/setup.mjs';

try {
  checkNode();
  await ensureDependencies(console.log);
  await ensureBuilt(console.log);
} catch (error) {
  if (!(error instanceof SetupFailed)) throw error;
  console.error(error.message);
  process.exit(1);
}
const harness = ['--conditions=source', '--import', 'tsx', 'bench/src/main.ts', ...process.argv.slice(2)];
const child = spawn(process.execPath, harness, {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, NODE_OPTIONS: '' },
});
// Ctrl-C reaches it too: it stops what it started
process.on('SIGINT', () => {});
child.on('close', (code) => {
  process.exitCode = code ?? 1;
});
