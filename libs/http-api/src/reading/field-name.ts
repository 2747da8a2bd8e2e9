/** A place in a value as `FieldError` names it: `lines[0].courseId`; the value as a whole is ''. */
export function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>((before, part) => {
    if (typeof part === 'number') return `${before}[${part}]`;
    return before === '' ? String(part) : `${before}.${String(part)}`;
  }, '');
}
