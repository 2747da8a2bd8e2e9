import { z } from 'zod';
import type { InputFault } from '../reading/input-faults.ts';

/**
 * A schema whose faults are told together with those that rules would find, so that one answer names all that is wrong with a form. What
 * is wrong by rules alone is not told here: who handles it refuses it in its own words.
 * @param faultsOf is given whatever came in, and passes over what it can't read
 */
export function toldTogether<S extends z.ZodType>(schema: S, faultsOf: (value: unknown) => InputFault[]): S {
  const check: z.core.$ZodCheck<z.output<S>> = new z.core.$ZodCheck({
    check: 'custom',
    when: ({ issues }) => issues.length > 0,
  });
  check._zod.check = (payload) => {
    for (const { path, message } of faultsOf(payload.value))
      payload.issues.push({ code: 'custom', input: payload.value, path: [...path], params: { message } });
  };
  return schema.check(check) as S;
}
