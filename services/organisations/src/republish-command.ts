#!/usr/bin/env node
import { republishCommand } from '@leerhuis/service-parts/republish-command';
import { toldAgain } from './told-again.ts';

await republishCommand('organisations', toldAgain);
