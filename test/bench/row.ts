// One line of the benchmark: two things timed side by side in one run, told as a ratio.

export type BenchRow = {
  readonly name: string;
  /** ours over the peer's, one a round. */
  readonly ratios: readonly number[];
  /** What the rounds come to; absent: their median. */
  readonly whole?: number;
  /** What the ratio counts: `time` is better small, `rate` is better large. */
  readonly of: 'time' | 'rate';
  readonly goal: number;
};

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** What a quarter of the values are not above: what something costs on a machine that does other things as well. */
export const lowerQuartile = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 4)]!;

/** A row of what our answer costs against a peer's, both a round each in turn; the lower quartiles are compared. */
export const costRow = (
  name: string,
  goal: number,
  ours: readonly number[],
  peers: readonly number[],
): BenchRow => ({
  name,
  ratios: ours.map((cost, round) => peers[round]! / cost),
  whole: lowerQuartile(peers) / lowerQuartile(ours),
  of: 'rate',
  goal,
});

/** The rows as a Markdown table: what the ratios come to, their range, the goal, and whether it is reached. */
export function table(rows: readonly BenchRow[]): string {
  const lines = rows.map(({ name, ratios, whole = median(ratios), of, goal }) => {
    const reached = of === 'time' ? whole <= goal : whole >= goal;
    const range = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`;
    return `| ${name} | ${whole.toFixed(2)} | ${range} | ${of === 'time' ? 'at most' : 'at least'} ${goal} | ${reached ? 'yes' : 'no'} |`;
  });
  return [
    '| ours against the peer | ratio | range | goal | reached |',
    '| --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}
