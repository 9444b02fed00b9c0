// Processor time of other processes, as Linux tells it.
import { readdirSync, readFileSync } from 'node:fs';

/** Of `/proc`: processor time is counted there in hundredths of a second. */
const TICK_MICROSECONDS = 10_000;
const UTIME = 11;
const STIME = 12;
const CUTIME = 13;
const CSTIME = 14;
const PPID = 1;

/** The fields of a process after its name, from its state on; undefined when it is gone. */
function statOf(pid: number | string): string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
  } catch {
    return undefined;
  }
}

/** The process that started another. */
export const parentOf = (pid: number): number => Number(statOf(pid)?.[PPID]);

/** Microseconds that a process spent, those of its children that ended, and those that run. */
export function cpuOfFamily(parent: number): number {
  const sum = (fields: readonly string[] | undefined, ...which: number[]) =>
    which.reduce((ticks, field) => ticks + Number(fields?.[field] ?? 0), 0);
  let ticks = sum(statOf(parent), UTIME, STIME, CUTIME, CSTIME);
  for (const pid of readdirSync('/proc')) {
    const fields = /^\d+$/.test(pid) ? statOf(pid) : undefined;
    if (Number(fields?.[PPID]) === parent) ticks += sum(fields, UTIME, STIME);
  }
  return ticks * TICK_MICROSECONDS;
}
