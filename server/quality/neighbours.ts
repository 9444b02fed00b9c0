// Who stands near whom: places in cubes of one size over the earth, so that no pole, no meridian and no latitude is special.
import type { Position } from '../../shared/position.ts';

const EARTH_METERS = 6_371_000;

/** Degrees in WGS-84 as metres from the middle of a round earth: right to half a percent, which finding needs no more. */
export type Point = readonly [x: number, y: number, z: number];

export function pointOf([longitude, latitude]: Position): Point {
  const [lon, lat] = [(longitude * Math.PI) / 180, (latitude * Math.PI) / 180];
  const around = EARTH_METERS * Math.cos(lat);
  return [around * Math.cos(lon), around * Math.sin(lon), EARTH_METERS * Math.sin(lat)];
}

export class Neighbours<Item> {
  readonly #meters: number;
  readonly #cubes = new Map<string | number, Item[]>();
  readonly #most: number;

  /**
   * @param meters  the side of a cube: nobody nearer than this is missed
   * @param most  kept in a cube for each name; more stand at one place only where a table was filled in carelessly
   */
  constructor(meters: number, most: number) {
    this.#meters = meters;
    this.#most = most;
  }

  /** Those who were added before at this place and in the cubes around it, under the same name where there are names. */
  *near(point: Point, name?: string): Generator<Item> {
    const [x, y, z] = this.#cubeOf(point);
    for (let i = x - 1; i <= x + 1; i++) {
      for (let j = y - 1; j <= y + 1; j++) {
        for (let k = z - 1; k <= z + 1; k++) yield* this.#cubes.get(keyOf(i, j, k, name)) ?? [];
      }
    }
  }

  add(item: Item, point: Point, name?: string): void {
    const key = keyOf(...this.#cubeOf(point), name);
    const cube = this.#cubes.get(key);
    if (cube === undefined) this.#cubes.set(key, [item]);
    else if (cube.length < this.#most) cube.push(item);
  }

  #cubeOf([x, y, z]: Point): [number, number, number] {
    return [Math.floor(x / this.#meters), Math.floor(y / this.#meters), Math.floor(z / this.#meters)];
  }
}

/** Cubes from side to side of the earth: fewer than 2¹⁷, so that three numbers fit into one. */
const ACROSS = 2 ** 17;
const keyOf = (x: number, y: number, z: number, name: string | undefined) => {
  const cube = ((x + ACROSS / 2) * ACROSS + (y + ACROSS / 2)) * ACROSS + (z + ACROSS / 2);
  return name === undefined ? cube : `${name} ${cube}`;
};
