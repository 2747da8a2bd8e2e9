import { createHmac } from 'node:crypto';
import { timeOf } from './clock.ts';
import { runningSystem } from './running-system.ts';

/** `npm run code`: what an authenticator would show for the demo's staff, whose secret is as public as their password (RFC 6238). */
const now = await timeOf(await runningSystem());
const secret = 'LEERHUISDEMOLEERHUISDEMOLEERHUIS';
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const bits = [...secret].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
const step = Buffer.alloc(8);
step.writeBigUInt64BE(BigInt(Math.floor(now.getTime() / 30_000)));
const digest = createHmac('sha1', key).update(step).digest();
const at = (digest.at(-1) ?? 0) & 15;
process.stdout.write(`${((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).toString().padStart(6, '0')}\n`);
