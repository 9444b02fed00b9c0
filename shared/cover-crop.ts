// Which part of a picture each size of it shows.

/** In pixels, or in shares of a picture, from its top left. */
export type Rectangle = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** The largest rectangle of this ratio in another, about the same centre: the small square is the middle of the large picture. */
export function middle({ x, y, width, height }: Rectangle, ratio: number): Rectangle {
  const isTooWide = width / height > ratio;
  const inner = isTooWide ? { width: height * ratio, height } : { width, height: width / ratio };
  return { x: x + (width - inner.width) / 2, y: y + (height - inner.height) / 2, ...inner };
}

/** To whole pixels inside a picture of this size; at least one. */
export function wholePixels(
  rectangle: Rectangle,
  { width, height }: { readonly width: number; readonly height: number },
): Rectangle {
  const left = clamp(Math.round(rectangle.x), 0, width - 1);
  const top = clamp(Math.round(rectangle.y), 0, height - 1);
  const right = clamp(Math.round(rectangle.x + rectangle.width), left + 1, width);
  const bottom = clamp(Math.round(rectangle.y + rectangle.height), top + 1, height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);
