// Where converted positions are not given out, the ground must not tell them either.
import type { Filter } from '../../storage/filter.ts';

/** The same filter, whose areas find only stores that need no converting. */
export function unconvertedOnly(filter: Filter): Filter {
  switch (filter.op) {
    case 'and':
    case 'or':
      return { op: filter.op, args: filter.args.map(unconvertedOnly) };
    case 'not':
      return filter.arg.op === 'intersects'
        ? { op: 'and', args: [filter, { op: 'unconverted' }] }
        : { op: 'not', arg: unconvertedOnly(filter.arg) };
    case 'intersects':
      return { op: 'and', args: [filter, { op: 'unconverted' }] };
    default:
      return filter;
  }
}
