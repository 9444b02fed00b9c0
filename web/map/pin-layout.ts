// How pins share the plane: stores at one place side by side, names only where they cover nothing.
import { grown, type Pixel, type PixelBox } from '../../shared/base-map/mercator.ts';
import { Occupied } from '../../shared/base-map/occupied.ts';

/** A pin's head above its point: a disc of this diameter, its middle so far up. */
export const HEAD_PIXELS = 26;
export const HEAD_RISE = 18;
/** Pins nearer to each other than this are taken as one place: their numbers could not be told apart. */
const SAME_PLACE_PIXELS = 8;
const STACK_STEP = 23;
const STACK_COLUMNS = 4;
const NAME_GAP = 2;
const NAME_HEIGHT = 16;

export type PinToPlace = { readonly point: Pixel; readonly nameWidth: number };
export type PlacedPin = {
  /** How far the head stands from where it would stand alone. */
  readonly shift: Pixel;
  /** Which side of the head the name goes on. */
  readonly nameSide: 'right' | 'left';
  /** False where the name would cover something: it is written only while the pin is selected or hovered. */
  readonly named: boolean;
};

/**
 * @param pins  in container pixels, the most important first: it stays where it is and is named first
 * @param keepClear  what no name may cover
 * @param view  names stay inside it
 */
export function layOut(
  pins: readonly PinToPlace[],
  keepClear: readonly PixelBox[],
  view: PixelBox,
): PlacedPin[] {
  const shifts = stack(pins.map(({ point }) => point));
  const heads = pins.map(({ point: [x, y] }, index) => {
    const [shiftX, shiftY] = shifts[index]!;
    const middle: Pixel = [x + shiftX, y + shiftY - HEAD_RISE];
    return grown([...middle, ...middle], HEAD_PIXELS / 2);
  });
  const occupied = new Occupied();
  for (const box of [...keepClear, ...heads]) occupied.take(box);
  return pins.map(({ nameWidth }, index) => {
    const [left, top, right, bottom] = heads[index]!;
    const middle = (top + bottom) / 2;
    const nameBox = (from: number): PixelBox => [
      from,
      middle - NAME_HEIGHT / 2,
      from + nameWidth,
      middle + NAME_HEIGHT / 2,
    ];
    const boxes = { right: nameBox(right + NAME_GAP), left: nameBox(left - NAME_GAP - nameWidth) };
    const freeSide = (['right', 'left'] as const).find(
      (side) => isWithin(boxes[side], view) && occupied.isFree(boxes[side]),
    );
    if (freeSide) occupied.take(boxes[freeSide]);
    const nameSide = freeSide ?? (isWithin(boxes.right, view) ? 'right' : 'left');
    return { shift: shifts[index]!, nameSide, named: freeSide !== undefined };
  });
}

/** The first pin of a place stays; the others stand in rows to its right, then above. */
function stack(points: readonly Pixel[]): Pixel[] {
  const places: { point: Pixel; count: number }[] = [];
  return points.map(([x, y]) => {
    const place = places.find(
      ({ point: [placeX, placeY] }) => Math.hypot(placeX - x, placeY - y) < SAME_PLACE_PIXELS,
    );
    if (!place) {
      places.push({ point: [x, y], count: 1 });
      return [0, 0];
    }
    const [column, row] = [place.count % STACK_COLUMNS, Math.floor(place.count / STACK_COLUMNS)];
    place.count += 1;
    return [place.point[0] - x + column * STACK_STEP, place.point[1] - y - row * STACK_STEP];
  });
}

const isWithin = (box: PixelBox, view: PixelBox) =>
  box[0] >= view[0] && box[1] >= view[1] && box[2] <= view[2] && box[3] <= view[3];
