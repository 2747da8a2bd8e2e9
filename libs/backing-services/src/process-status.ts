import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Whether a process of this group runs; one that ended and that nobody asked about (in containers) doesn't count. */
export function groupExists(group: number): boolean {
  try {
    process.kill(-group, 0);
  } catch {
    return false;
  }
  if (!existsSync('/proc/self/stat')) return true;
  return readdirSync('/proc').some((entry) => {
    const status = /^\d+$/.test(entry) ? processStatus(Number(entry)) : undefined;
    return status?.group === group && status.state !== 'Z';
  });
}

interface ProcessStatus {
  state: string;
  group: number;
  /** In clock ticks since the machine started. */
  started: string;
}

function processStatus(pid: number): ProcessStatus | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', group: Number(fields[2]), started: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}

/** Tells a process from a later one with the same number; '' when it doesn't run. */
export function startedAt(pid: number): string {
  if (existsSync('/proc/self/stat')) {
    const status = processStatus(pid);
    return status && status.state !== 'Z' ? status.started : '';
  }
  try {
    process.kill(pid, 0);
    return 'alive'; // no /proc: the number has to do
  } catch {
    return '';
  }
}
