// CQL2 text (OGC 21-065r2): comparisons, AND OR NOT, LIKE, BETWEEN, IN, IS NULL and S_INTERSECTS.
import type { Filter } from '../../storage/filter.ts';
import { type Token, tokensOf } from './cql2-tokens.ts';
import type { Crs } from './crs.ts';
import { FilterSize, invalidFilter } from './filter-limits.ts';
import * as parts from './filter-parts.ts';

/** @param crs  of the coordinates in it. @throws INVALID_FILTER */
export function readCql2Text(text: string, crs: Crs): Filter {
  return new Reader(tokensOf(text), crs).whole();
}

type Coordinates = readonly [number, number];

class Reader {
  readonly #tokens: readonly Token[];
  readonly #crs: Crs;
  readonly #size = new FilterSize();
  #at = 0;

  constructor(tokens: readonly Token[], crs: Crs) {
    this.#tokens = tokens;
    this.#crs = crs;
  }

  whole(): Filter {
    const filter = this.#either();
    if (this.#next.kind !== 'end') throw this.#unexpected('AND or OR');
    return filter;
  }

  #either(): Filter {
    return this.#size.deeper(() => {
      const args = [this.#both()];
      while (this.#takesWord('OR')) args.push(this.#both());
      return args.length === 1 ? args[0]! : { op: 'or', args };
    });
  }

  #both(): Filter {
    const args = [this.#negated()];
    while (this.#takesWord('AND')) args.push(this.#negated());
    return args.length === 1 ? args[0]! : { op: 'and', args };
  }

  #negated(): Filter {
    if (!this.#takesWord('NOT')) return this.#predicate();
    return this.#size.deeper(() => ({ op: 'not', arg: this.#negated() }));
  }

  #predicate(): Filter {
    this.#size.add();
    if (this.#takesSign('(')) {
      const inner = this.#either();
      this.#sign(')');
      return inner;
    }
    if (this.#takesWord('TRUE')) return { op: 'always', holds: true };
    if (this.#takesWord('FALSE')) return { op: 'always', holds: false };
    if (this.#takesWord('S_INTERSECTS')) return this.#intersects();
    return this.#afterOperand(this.#operand());
  }

  #afterOperand(left: parts.Written): Filter {
    if (this.#takesWord('IS')) {
      const negated = this.#takesWord('NOT');
      this.#word('NULL');
      return this.#unless(negated, parts.isNull(left));
    }
    const negated = this.#takesWord('NOT');
    if (this.#takesWord('LIKE')) return this.#unless(negated, parts.like(left, this.#operand()));
    if (this.#takesWord('BETWEEN')) {
      const low = this.#operand();
      this.#word('AND');
      return this.#unless(negated, parts.between(left, low, this.#operand()));
    }
    if (this.#takesWord('IN')) {
      this.#sign('(');
      const list = this.#list(() => this.#operand());
      return this.#unless(negated, parts.inList(left, list, this.#size));
    }
    const { text } = this.#next;
    if (negated || !parts.isComparison(text)) throw this.#unexpected('=, <>, <, >, LIKE, BETWEEN, IN or IS');
    this.#at++;
    return parts.comparison(text, left, this.#operand());
  }

  #unless = (negated: boolean, filter: Filter): Filter => (negated ? { op: 'not', arg: filter } : filter);

  #operand(): parts.Written {
    const token = this.#next;
    if (token.kind === 'text') {
      this.#at++;
      return { value: token.text };
    }
    if (token.kind === 'number') return { value: this.#number() };
    if (this.#takesCall('TIMESTAMP') || this.#takesCall('DATE')) {
      const { kind, text } = this.#next;
      if (kind !== 'text') throw this.#unexpected('an instant in quotes');
      this.#at++;
      this.#sign(')');
      return { time: text };
    }
    if (token.kind !== 'name') throw this.#unexpected('a property or a value');
    this.#at++;
    return { property: token.text };
  }

  #intersects(): Filter {
    this.#sign('(');
    const first = this.#side();
    this.#sign(',');
    const second = this.#side();
    this.#sign(')');
    const shape = first ?? second;
    if (shape === undefined || (first && second)) {
      throw invalidFilter(`needs the property ${parts.GEOMETRY} and a geometry in S_INTERSECTS`);
    }
    return parts.intersects(shape, this.#crs, this.#size);
  }

  /** A shape; undefined for the position of the store. */
  #side(): parts.Shape | undefined {
    const { kind, text } = this.#next;
    if (kind !== 'name') throw this.#unexpected('a geometry');
    this.#at++;
    if (text === parts.GEOMETRY) return undefined;
    this.#takesWord('Z');
    const points = () => this.#inBrackets(() => this.#coordinates());
    const lines = () => this.#inBrackets(points);
    switch (text.toUpperCase()) {
      case 'BBOX':
        return this.#box();
      case 'POINT':
        return { type: 'Point', points: points() };
      case 'MULTIPOINT':
        return { type: 'Point', points: this.#inBrackets(() => this.#bracketedCoordinates()) };
      case 'LINESTRING':
        return { type: 'Line', lines: [points()] };
      case 'MULTILINESTRING':
        return { type: 'Line', lines: lines() };
      case 'POLYGON':
        return { type: 'Polygon', polygons: [lines()] };
      case 'MULTIPOLYGON':
        return { type: 'Polygon', polygons: this.#inBrackets(lines) };
      default:
        throw invalidFilter(`has no geometry "${text.slice(0, 40)}"`);
    }
  }

  #box(): parts.Shape {
    const numbers = this.#inBrackets(() => this.#number());
    if (numbers.length !== 4) throw invalidFilter('needs four numbers in BBOX');
    const [a, b, c, d] = numbers as [number, number, number, number];
    return {
      type: 'Box',
      corners: [
        [a, b],
        [c, d],
      ],
    };
  }

  #bracketedCoordinates(): Coordinates {
    if (!this.#takesSign('(')) return this.#coordinates();
    const coordinates = this.#coordinates();
    this.#sign(')');
    return coordinates;
  }

  /** A height is read over. */
  #coordinates(): Coordinates {
    const coordinates: Coordinates = [this.#number(), this.#number()];
    if (this.#next.kind === 'number') this.#at++;
    return coordinates;
  }

  #inBrackets<Item>(read: () => Item): Item[] {
    this.#sign('(');
    return this.#list(read);
  }

  /** Up to the closing bracket. */
  #list<Item>(read: () => Item): Item[] {
    const items = [read()];
    while (this.#takesSign(',')) items.push(read());
    this.#sign(')');
    return items;
  }

  #number(): number {
    const token = this.#next;
    if (token.kind !== 'number') throw this.#unexpected('a number');
    this.#at++;
    return token.value;
  }

  get #next(): Token {
    return this.#tokens[this.#at]!;
  }

  #takesWord(word: string): boolean {
    const token = this.#next;
    const isIt = token.kind === 'name' && !token.quoted && token.text.toUpperCase() === word;
    if (isIt) this.#at++;
    return isIt;
  }

  /** The word and its bracket: without one it may be the name of a property. */
  #takesCall(word: string): boolean {
    const bracket = this.#tokens[this.#at + 1];
    if (bracket?.kind !== 'sign' || bracket.text !== '(' || !this.#takesWord(word)) return false;
    this.#at++;
    return true;
  }

  #word(word: string): void {
    if (!this.#takesWord(word)) throw this.#unexpected(word);
  }

  #takesSign(sign: string): boolean {
    const token = this.#next;
    const isIt = token.kind === 'sign' && token.text === sign;
    if (isIt) this.#at++;
    return isIt;
  }

  #sign(sign: string): void {
    if (!this.#takesSign(sign)) throw this.#unexpected(sign);
  }

  #unexpected(wanted: string) {
    const { kind, text } = this.#next;
    return invalidFilter(
      `has ${kind === 'end' ? 'its end' : `"${text.slice(0, 40)}"`} where ${wanted} should be`,
    );
  }
}
