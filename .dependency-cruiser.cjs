// What may import what (see ARCHITECTURE.md). Each rule is shown to work by tests/boundaries/fixtures/<rule name>/.
// Paths of a fixture's own imports begin with ../ when they leave it for a real lib.
const top = '^(?:\\.\\./)*';
const tests = '(\\.test\\.ts|/test/[^/]+\\.ts|/e2e/.+)$';
const pureLibs = 'money|calendar|language|federations';
/** Parts of a service that has outgrown features. */
const wings = 'selling|billing|access|subsidies';
/** `selling/selling.ts` joins the features of its folder, as service.ts joins the folders. */
const compositions = `${top}(?:services/[^/]+|gateway)/src.*/(?<feature>[^/]+)/\\k<feature>\\.ts$`;
const wingsJoined = `${top}services/[^/]+/src/(${wings})/\\1\\.ts$`;
/** Acts across wings, and so stands above them. */
const above = 'desk';

/** What http-api is made of: a folder imports those after it only. */
const apiFolders = ['serving', 'describing', 'idempotency', 'reading', 'declaring', 'answering'];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'services-talk-by-message',
      comment: 'A service knows no other service, nor the gateway: it listens to their events and keeps its own copy.',
      severity: 'error',
      from: { path: `${top}services/([^/]+)/` },
      to: { path: `${top}(services|gateway|launcher|demo)/`, pathNot: `${top}services/$1/` },
    },
    {
      name: 'sandboxes-for-tests-only',
      comment: 'A service reaches the outside world by its protocol; only its tests start a sandbox.',
      severity: 'error',
      from: { path: `${top}services/[^/]+/src/` },
      to: { path: `${top}sandboxes/` },
    },
    {
      name: 'gateway-only-libs',
      comment: 'The gateway forwards to services over HTTP and imports none.',
      severity: 'error',
      from: { path: `${top}gateway/` },
      to: { path: `${top}(services|launcher|demo|sandboxes)/` },
    },
    {
      name: 'libs-do-not-know-parts',
      comment: 'A lib is used by the parts; it cannot know them.',
      severity: 'error',
      from: { path: `${top}libs/` },
      to: { path: `${top}(services|gateway|launcher|demo|sandboxes)/` },
    },
    {
      name: 'sandboxes-stand-alone',
      comment: 'A sandbox plays somebody outside: it shares nothing with the parts that talk to it.',
      severity: 'error',
      from: { path: `${top}sandboxes/([^/]+)/` },
      to: { path: `${top}(services|gateway|launcher|demo|sandboxes)/`, pathNot: `${top}sandboxes/$1/` },
    },
    {
      name: 'domain-is-pure',
      comment:
        'Rules import rules of their own part, and money, calendar, language, federations, provider and the rights of auth, which are pure; all else is passed in.',
      severity: 'error',
      from: { path: `${top}(services/[^/]+|gateway)/src.*/domain/`, pathNot: tests },
      to: {
        pathNot: [
          `${top}$1/src.*/domain/`,
          `${top}libs/(${pureLibs})/`,
          `${top}libs/provider/src/index\\.ts$`,
          `${top}libs/auth/src/rights\\.ts$`,
        ],
      },
    },
    {
      name: 'features-share-rules-only',
      comment:
        'Of a sibling a feature knows its domain/, never its store or its edges: what it needs done is passed by the composition.',
      severity: 'error',
      from: { path: `${top}(services/[^/]+|gateway)/src/([^/]+)/`, pathNot: [tests, compositions, `/src/${above}/`] },
      to: {
        path: `${top}$1/src/[^/]+/`,
        pathNot: [`${top}$1/src/$2/`, `${top}$1/src.*/domain/`, wingsJoined],
      },
    },
    {
      name: 'wings-share-rules-only',
      comment: 'Within a wing features know of each other what features know everywhere: the domain/ of a sibling.',
      severity: 'error',
      from: { path: `${top}(services/[^/]+)/src/(${wings})/([^/]+)/`, pathNot: tests },
      to: { path: `${top}$1/src/$2/[^/]+/`, pathNot: [`${top}$1/src/$2/$3/`, `${top}$1/src/$2/[^/]+/domain/`] },
    },
    {
      name: 'selling-knows-no-other-wing',
      comment: 'Selling is the lowest wing: what follows from a sale elsewhere is done above, or passed in.',
      severity: 'error',
      from: { path: `${top}(services/[^/]+)/src/selling/`, pathNot: tests },
      to: { path: `${top}$1/src/(billing|access|subsidies|${above})/` },
    },
    {
      name: 'billing-stands-on-selling',
      comment: 'Billing knows selling, and nothing above it: what is told upwards is passed in.',
      severity: 'error',
      from: { path: `${top}(services/[^/]+)/src/billing/`, pathNot: tests },
      to: { path: `${top}$1/src/(access|subsidies|${above})/` },
    },
    {
      name: 'access-stands-on-billing',
      comment: 'Access and subsidies know selling and billing, not each other, and nothing above them.',
      severity: 'error',
      from: { path: `${top}(services/[^/]+)/src/(access|subsidies)/`, pathNot: tests },
      to: { path: `${top}$1/src/(access|subsidies|${above})/`, pathNot: `${top}$1/src/$2/` },
    },
    {
      name: 'mongoose-only-in-stores',
      comment: 'Documents are read and written in *-store.ts and *-queries.ts; the libs named keep their own.',
      severity: 'error',
      from: {
        path: `${top}(libs|services|gateway|sandboxes|launcher|demo)/`,
        pathNot: [
          tests,
          '-(store|queries)\\.ts$',
          `${top}libs/(mongo|outbox|migrations|files|testkit|backing-services)/`,
        ],
      },
      to: { path: 'node_modules/(mongoose|mongodb)/' },
    },
    {
      name: 'kafka-only-in-event-bus',
      comment: 'kafkajs has traps that the event bus guards against.',
      severity: 'error',
      from: { pathNot: `${top}libs/event-bus/` },
      to: { path: 'node_modules/kafkajs/' },
    },
    {
      name: 'rabbit-only-in-job-queue',
      comment: 'Topology and confirms are kept in one place; the others named only look whether a broker answers.',
      severity: 'error',
      from: { pathNot: [tests, `${top}libs/(job-queue|testkit|backing-services)/`, `${top}(launcher|bench)/`] },
      to: { path: 'node_modules/amqplib/' },
    },
    {
      name: 'testkit-stays-in-tests',
      comment: 'What runs in production imports no test helper and no test.',
      severity: 'error',
      from: { path: `${top}(libs|services|gateway|sandboxes|launcher|demo)/`, pathNot: [tests, `${top}libs/testkit/`] },
      to: { path: [`${top}libs/testkit/`, tests, 'node_modules/(@jest/globals|fast-check|supertest)/'] },
    },
    ...apiFolders.slice(1).map((folder, at) => ({
      name: 'api-folders-in-order',
      comment: 'The folders of http-api have an order (see its README): what two need belongs in the lower one.',
      severity: 'error',
      from: { path: `${top}libs/http-api/src/${folder}/`, pathNot: tests },
      to: { path: `${top}libs/http-api/src/(${apiFolders.slice(0, at + 1).join('|')})/` },
    })),
    {
      name: 'no-cycles',
      comment: 'Files that import each other are one file, or miss a third one.',
      severity: 'error',
      from: { path: `${top}(libs|services|gateway|sandboxes|launcher|demo|e2e|bench)/` },
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nothing imports and that imports nothing is left over from something.',
      severity: 'error',
      from: { orphan: true, pathNot: [tests, '/(index|main|cli|preload)\\.ts$', '\\.(cjs|mjs)$', '\\.d\\.ts$'] },
      to: {},
    },
    {
      name: 'imports-exist',
      comment: 'An import that resolves to nothing works on one machine only.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // what a fixture imports of the real libs is not looked at itself
    doNotFollow: { path: ['node_modules', '^\\.\\./'] },
    exclude: { path: '(^|/)(dist|coverage|dist-types|fixtures)/' },
    // typescript 7 has no compiler API; imports of types count as well
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.d.ts'],
    },
  },
};
