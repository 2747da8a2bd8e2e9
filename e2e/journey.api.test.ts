import { journeyTests } from './journey.ts';
import { localCopyTests } from './local-copy-tests.ts';
import { routeTests } from './routes.ts';
import { systemOfFile } from './system-of-file.ts';
import { traceTests } from './trace.ts';

// one system for these, as starting it takes longer than most of them; the last look at what the journey left
const under = systemOfFile();
journeyTests(under);
traceTests(under);
routeTests(under);
localCopyTests(under);
