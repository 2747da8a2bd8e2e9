const redacted = '[redacted]';
const maxDepth = 8;

/** Keys, in lower case without `-` and `_`, whose values never reach a log: secrets, then personal data. */
const hidden = new Set(
  [
    'authorization cookie setcookie password newpassword currentpassword passwordhash token accesstoken refreshtoken',
    'idtoken secret clientsecret apikey signingkey privatekey signature xapikey proxyauthorization',
    'email emailaddress name firstname lastname fullname givenname familyname displayname address street postalcode',
    'phone phonenumber mobile birthdate dateofbirth nationalnumber membernumber iban accountnumber ip',
  ]
    .join(' ')
    .split(' '),
);

const emailPattern = /[^\s"'<>(){},:;=]+@[^\s"'<>(){},:;=]+[.\u3002](?:xn--[a-z0-9-]+|\p{L}[\p{L}\p{M}]+)/giu;
const jwtPattern = /eyJ[\w-]+\.[\w-]+\.[\w-]*/g;
const credentialsPattern = /(:\/\/)[^\s/@]+@/g;

/** Takes e-mail addresses, tokens and the credentials of URLs out of free text (an error message, say). */
export function scrub(text: string): string {
  let clean = text;
  if (clean.includes('@')) {
    if (clean.includes('://')) clean = clean.replace(credentialsPattern, `$1${redacted}@`);
    clean = clean.replace(emailPattern, redacted);
  }
  return clean.includes('eyJ') ? clean.replace(jwtPattern, redacted) : clean;
}

function isHidden(key: string): boolean {
  return hidden.has(key) || hidden.has(key.toLowerCase().replace(/[-_]/g, ''));
}

/** A copy fit for a log: hidden keys replaced at any depth, texts scrubbed; the original stays as it is. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return scrub(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > maxDepth) return '[deeper]';
  if (value instanceof Error) return redactError(value, depth);
  if (value instanceof Uint8Array) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  if (value instanceof Map) return redact([...value], depth + 1);
  if (value instanceof Set) return redact([...value], depth + 1);
  if ('toJSON' in value && typeof value.toJSON === 'function') return redact(value.toJSON(), depth + 1);
  return redactEntries(value, depth);
}

/** What an error tells without personal data: type, message, stack, cause and its other fields. */
export function redactError(error: Error, depth = 0): Record<string, unknown> {
  return {
    type: error.constructor.name,
    message: scrub(error.message),
    stack: scrub(error.stack ?? ''),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
    ...redactEntries(error, depth),
  };
}

function redactEntries(value: object, depth: number): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) copy[key] = isHidden(key) ? redacted : redact(item, depth + 1);
  return copy;
}
