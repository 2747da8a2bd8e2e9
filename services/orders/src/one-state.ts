import type { Words } from '@leerhuis/language';
import type { z } from 'zod';

const contradict: Words = {
  nl: 'status en state spreken elkaar tegen: geef alleen state',
  fr: 'status et state se contredisent : ne donnez que state',
  en: 'status and state contradict each other: give state only',
};

/**
 * Refuses a filter by state that is told twice, in the words of now and of before (`status`), and not the same: no list is of both.
 * @param asState what a `status` of before is called now
 */
export function oneState(asState: (status: string) => string): z.core.CheckFn<{ status?: unknown; state?: unknown }> {
  return ({ value, issues }) => {
    const { status, state } = value;
    if (status === undefined || state === undefined || asState(String(status)) === state) return;
    for (const field of ['status', 'state'] as const) {
      issues.push({ code: 'custom', input: value[field], path: [field], params: { message: contradict } });
    }
  };
}
