// Conversions of a thousand positions against gcoord's: in China, where ours asks polygons, and abroad.
import gcoordModule from 'gcoord';
import { convert, type Datum } from '../../shared/datum.ts';
import type { Position } from '../../shared/position.ts';
import type { BenchRow } from './row.ts';

type Pair = readonly [from: Datum, to: Datum];

// Its types tell of an ES module; what Node loads is the CommonJS one.
const gcoord = gcoordModule as unknown as typeof gcoordModule.default;

const ROUNDS = 15;
const names = { wgs84: gcoord.WGS84, gcj02: gcoord.GCJ02, bd09: gcoord.BD09 };
const everyPair: Pair[] = [
  ['wgs84', 'gcj02'],
  ['gcj02', 'wgs84'],
  ['wgs84', 'bd09'],
  ['bd09', 'wgs84'],
  ['gcj02', 'bd09'],
  ['bd09', 'gcj02'],
];

/** A grid of 40 × 25: Qinghai to Zhejiang, and the same further west. */
const grid = (west: number): Position[] =>
  Array.from({ length: 1_000 }, (_, i) => [west + (i % 40) * 0.5, 25 + Math.floor(i / 40) * 0.5] as const);

export async function bench(): Promise<BenchRow[]> {
  const china = grid(99.03);
  const india = grid(72.03).filter(([lon]) => lon < 78);
  return [
    row('WGS-84 to GCJ-02, in China', china, [['wgs84', 'gcj02']]),
    row('GCJ-02 to WGS-84, in China', china, [['gcj02', 'wgs84']]),
    row('all six conversions, in China', china, everyPair),
    row('all six conversions, in the box outside of China', india, everyPair),
  ];
}

function row(name: string, positions: readonly Position[], pairs: readonly Pair[]): BenchRow {
  const ours = () => pairs.map(([from, to]) => positions.map((position) => convert(position, from, to)));
  const theirs = () =>
    pairs.map(([from, to]) =>
      positions.map(([lon, lat]) => gcoord.transform([lon, lat], names[from], names[to])),
    );
  const ratios = Array.from({ length: ROUNDS + 1 }, () => milliseconds(ours) / milliseconds(theirs));
  // The first round is what the compiler needs to warm up.
  return { name: `datum: ${name}, against gcoord`, ratios: ratios.slice(1), of: 'time', goal: 1 };
}

function milliseconds(work: () => unknown): number {
  const start = performance.now();
  for (let turn = 0; turn < 20; turn++) work();
  return performance.now() - start;
}
