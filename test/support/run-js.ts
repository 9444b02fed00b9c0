import { runInThisContext } from 'node:vm';

/** The value of a corpus's JavaScript expression, as a hostile page could have made it. */
export const runJs = (expression: string): unknown => runInThisContext(`(${expression})`);

/** Whether some text of a case was run as code, or reached Object.prototype. */
export const traces = (): unknown[] => [
  (globalThis as { __pwned?: unknown }).__pwned,
  ({} as { polluted?: unknown }).polluted,
];

/** What a corpus says in short of a long text. */
export type Generated = { prefix: string; unit: string; times: number; suffix: string };

export const generate = ({ prefix, unit, times, suffix }: Generated): string =>
  prefix + unit.repeat(times) + suffix;
