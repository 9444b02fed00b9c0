// One line of the benchmark: two things timed side by side in one run, told as a ratio.

export type BenchRow = {
  readonly name: string;
  /** ours over the peer's, one a round. */
  readonly ratios: readonly number[];
  /** What the ratio counts: `time` is better small, `rate` is better large. */
  readonly of: 'time' | 'rate';
  readonly goal: number;
};

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The rows as a Markdown table: median and range of the ratios, the goal, and whether the median reaches it. */
export function table(rows: readonly BenchRow[]): string {
  const lines = rows.map(({ name, ratios, of, goal }) => {
    const middle = median(ratios);
    const reached = of === 'time' ? middle <= goal : middle >= goal;
    const range = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`;
    return `| ${name} | ${middle.toFixed(2)} | ${range} | ${of === 'time' ? 'at most' : 'at least'} ${goal} | ${reached ? 'yes' : 'no'} |`;
  });
  return [
    '| ours against the peer | median | range | goal | reached |',
    '| --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}
