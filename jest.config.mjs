/** ESM: run with NODE_OPTIONS=--experimental-vm-modules (npm run jest does). */
const base = {
  testEnvironment: 'node',
  // workspace packages resolve to ./src/*.ts, so tests never run a stale build
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/.*/dist/', '<rootDir>/.leerhuis/', '<rootDir>/tests/boundaries/fixtures/'],
};
/** Starts the backing services when the environment names none (npm test does). */
const withBacking = {
  globalSetup: '<rootDir>/libs/testkit/jest-global-setup.mjs',
  globalTeardown: '<rootDir>/libs/testkit/jest-global-teardown.mjs',
};
const places = '{libs,services,sandboxes}/*,gateway,launcher,demo,e2e,bench';

export default {
  testTimeout: 30_000,
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: [`<rootDir>/{${places}}/src/**/*.test.ts`],
      testPathIgnorePatterns: ['\\.int\\.test\\.ts$'],
    },
    {
      ...base,
      ...withBacking,
      displayName: 'int',
      testMatch: [`<rootDir>/{${places}}/src/**/*.int.test.ts`],
    },
    {
      ...base,
      ...withBacking,
      displayName: 'component',
      testMatch: [`<rootDir>/{${places}}/test/**/*.component.test.ts`],
    },
    {
      ...base,
      displayName: 'api',
      testMatch: ['<rootDir>/e2e/**/*.api.test.ts'],
    },
    {
      ...base,
      displayName: 'browser',
      testMatch: ['<rootDir>/e2e/**/*.browser.test.ts'],
    },
  ],
};
