// Pieces of one street become the longest lines they make.
type Point = readonly [number, number];

/** A street that turns more sharply than this at a junction goes on as another line. */
const MAX_TURN = Math.PI / 3;

/**
 * Joins lines end to end, also against their direction, each time with the piece that goes on straightest. Every piece
 * is in exactly one result.
 */
export function joinLines<P extends Point>(pieces: readonly (readonly P[])[]): P[][] {
  const left = new Set(pieces);
  const joined: P[][] = [];
  for (const first of pieces) {
    if (!left.delete(first)) continue;
    const ahead = extended([...first], left);
    joined.push(extended(ahead.reverse(), left).reverse());
  }
  return joined;
}

/** The line with every piece that goes on from its end; those are taken out of `left`. */
function extended<P extends Point>(line: P[], left: Set<readonly P[]>): P[] {
  for (;;) {
    const next = straightestAfter(line, left);
    if (!next) return line;
    left.delete(next.piece);
    line.push(...next.onward.slice(1));
  }
}

function straightestAfter<P extends Point>(line: readonly P[], left: Iterable<readonly P[]>) {
  const end = line.at(-1)!;
  const heading = headingOf(line.at(-2)!, end);
  let best: { piece: readonly P[]; onward: readonly P[]; turn: number } | undefined;
  for (const piece of left) {
    for (const onward of [piece, [...piece].reverse()]) {
      if (onward[0]![0] !== end[0] || onward[0]![1] !== end[1]) continue;
      const turn = turnBetween(heading, headingOf(end, onward[1]!));
      if (turn <= MAX_TURN && (!best || turn < best.turn)) best = { piece, onward, turn };
    }
  }
  return best;
}

const headingOf = ([x, y]: Point, [toX, toY]: Point) => Math.atan2(toY - y, toX - x);

/** 0 is straight on, π is back the way one came. */
export function turnBetween(heading: number, next: number): number {
  const turn = Math.abs(next - heading) % (2 * Math.PI);
  return turn > Math.PI ? 2 * Math.PI - turn : turn;
}
