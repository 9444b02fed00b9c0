// Which field each column is read as: what was decided, and what the headers suggest for the rest.
import { FIELDS, type Field, type Mapping, suggestedMapping } from '../../shared/import-fields.ts';
import { FEATURE_ID } from './geojson.ts';
import type { Table } from './table.ts';

type Columns = Pick<Table, 'columns'>;

/** The mapping in force. */
export function mappingOf({ columns }: Columns, decided: Mapping = {}): Mapping {
  const mapping = { ...suggestedMapping(columns, decided) };
  if (columns.includes(FEATURE_ID) && !Object.hasOwn(decided, FEATURE_ID)) {
    // A feature's own id is its key, unless a property is one; a reference of somebody is none beside it.
    const keyed = columns.find((column) => mapping[column] === 'sid' || mapping[column] === 'id');
    const isReference =
      keyed !== undefined && !Object.hasOwn(decided, keyed) && /^(?:ref|code)$/i.test(keyed);
    if (keyed !== undefined && isReference) mapping[keyed] = null;
    mapping[FEATURE_ID] = keyed === undefined || isReference ? 'sid' : null;
  }
  return mapping;
}

/** The same by the places of the columns, which grow while GeoJSON is read. */
export class ColumnFields {
  readonly #table: Columns;
  readonly #decided: Mapping | undefined;
  readonly #fields: (Field | null)[] = [];
  readonly #mapped = new Set<Field>();
  #inOrder: readonly Field[] = [];

  constructor(table: Columns, decided: Mapping | undefined) {
    this.#table = table;
    this.#decided = decided;
    this.grow();
  }

  /** Takes in columns that have come since. */
  grow(): void {
    const { columns } = this.#table;
    if (this.#fields.length === columns.length) return;
    const mapping = mappingOf(this.#table, this.#decided);
    for (const column of columns.slice(this.#fields.length)) {
      const field = mapping[column] ?? null;
      this.#fields.push(field);
      if (field) this.#mapped.add(field);
    }
    this.#inOrder = FIELDS.filter((field) => this.#mapped.has(field));
  }

  /** Null: the column is left out. */
  at(index: number): Field | null | undefined {
    return this.#fields[index];
  }

  /** Whether a column is read as it. */
  has(field: Field): boolean {
    return this.#mapped.has(field);
  }

  /** What columns are read as, in the order in which a store is made of them. */
  get inOrder(): readonly Field[] {
    return this.#inOrder;
  }

  /** The column of a field: its place and its name; undefined where none is. */
  columnOf(field: Field): { readonly index: number; readonly name: string } | undefined {
    const index = this.#fields.indexOf(field);
    return index < 0 ? undefined : { index, name: this.#table.columns[index] ?? '' };
  }
}
