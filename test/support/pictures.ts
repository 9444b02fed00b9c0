// Pictures as tests need them: of blocks of one colour, so that what was cut out of them can be told.
import sharp, { type Sharp } from 'sharp';

export type Colour = 'red' | 'lime' | 'blue' | 'white' | 'black';

/** Columns of equal width from the left, each of one colour. */
export const columns = (width: number, height: number, colours: readonly Colour[]): Sharp => {
  const each = width / colours.length;
  return sharp({ create: { width, height, channels: 3, background: 'white' } }).composite(
    colours.map((colour, index) => ({
      input: { create: { width: each, height, channels: 3, background: colour } },
      left: index * each,
      top: 0,
    })),
  );
};

/** What is at these places, in shares of the width, halfway down; `?` where it is none of the colours. */
export async function coloursAt(picture: Buffer, places: readonly number[]): Promise<string[]> {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return places.map((place) => {
    const x = Math.min(Math.floor(place * info.width), info.width - 1);
    const at = (Math.floor(info.height / 2) * info.width + x) * info.channels;
    return nameOf([...data.subarray(at, at + 3)]);
  });
}

const NAMES: Readonly<Record<string, readonly number[]>> = {
  red: [255, 0, 0],
  lime: [0, 255, 0],
  blue: [0, 0, 255],
  white: [255, 255, 255],
  black: [0, 0, 0],
};
/** JPEG keeps colours about. */
const nameOf = (pixel: readonly number[]): string =>
  Object.keys(NAMES).find((name) => NAMES[name]!.every((value, i) => Math.abs(value - pixel[i]!) < 24)) ??
  '?';
