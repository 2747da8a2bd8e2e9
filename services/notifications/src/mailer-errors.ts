import { type BounceReason, bounceOf } from './addresses/domain/bounce.ts';

/** What nodemailer throws. */
interface SmtpError extends NodeJS.ErrnoException {
  /** 3 digits, of the server. */
  responseCode?: number;
  /** The server's whole answer, which may name who the mail was to. */
  response?: string;
  /** That it answered to: `RCPT TO`, `DATA`. */
  command?: string;
}

/** A mail that was not taken. Its message goes to logs and queues, and holds no word of the server. */
abstract class NotTaken extends Error {
  // private, not a cause: logs show causes with all that is in them
  readonly #error: SmtpError;

  constructor(error: SmtpError) {
    super(inOurWords(error));
    this.#error = error;
  }

  protected get error(): SmtpError {
    return this.#error;
  }

  /** As the server said it, for staff who look at the message. */
  get said(): string {
    const { response, message } = this.#error;
    return (response ?? message ?? 'unknown error').slice(0, 300);
  }
}

/** The mail server will never take this mail. */
export class MailRefused extends NotTaken {
  override name = 'MailRefused';

  /** Why nothing will arrive at the address; null when it was refused for something else. */
  get bounce(): BounceReason | null {
    const { responseCode: code, command, response } = this.error;
    if (code === undefined) return 'malformed';
    return bounceOf({ command, code, status: statusOf(response) });
  }
}

/** The mail server is away, or wants the mail later. */
export class MailDelayed extends NotTaken {
  override name = 'MailDelayed';

  /**
   * Whether it could not be reached, or takes nothing from us: then the mail was not handed over, and this mail alone is not the reason.
   * Of a connection that broke or fell silent on the way nobody knows whether the mail was taken.
   */
  get isAway(): boolean {
    const { responseCode, code, syscall, message = '' } = this.error;
    if (responseCode !== undefined) return responseCode === 421 || code === 'EAUTH' || code === 'ETLS';
    if (['EDNS', 'EAUTH', 'ETLS'].includes(code ?? '')) return true;
    return syscall === 'connect' || /^(?:Connection timeout|Greeting never received)/.test(message);
  }

  /** Whether nobody knows if the mail was taken: each try may be one mail more for who it is to. */
  get isUnknown(): boolean {
    return this.error.responseCode === undefined && !this.isAway;
  }
}

/** RFC 5321: 5xx is for good, 4xx is for now; a server that is away, or that we cannot log in to, is not the mail's fault. */
export function sorted(thrown: unknown): MailRefused | MailDelayed {
  const error = thrown as SmtpError;
  const { responseCode, code } = error;
  const ours = code === 'EAUTH' || code === 'ETLS';
  if (!ours && responseCode !== undefined && responseCode >= 500) return new MailRefused(error);
  if (code === 'EENVELOPE' && responseCode === undefined) return new MailRefused(error);
  return new MailDelayed(error);
}

function inOurWords({ responseCode, response, command, code, message }: SmtpError): string {
  if (responseCode !== undefined) {
    const answer = [responseCode, statusOf(response)].filter((part) => part !== null).join(' ');
    return `the mail server answered ${answer}${command === undefined ? '' : ` to ${command}`}`;
  }
  if (code === 'EENVELOPE') return 'no address that mail can be sent to';
  return (message ?? 'unknown error').slice(0, 300);
}

/** The enhanced status of RFC 3463, `5.1.1`; null where the server gave none. */
function statusOf(response: string | undefined): string | null {
  return /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '')?.[1] ?? null;
}
