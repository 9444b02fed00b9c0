// The part of a picture that its cover shows: a frame of one shape that is moved and sized inside it. Pure.
import { COVER_SIZES } from '../../../shared/cover.ts';
import type { Rectangle } from '../../../shared/cover-crop.ts';

const [WIDTH, HEIGHT] = COVER_SIZES['900x383'];

/** Of a picture, width by height. */
export type Size = { readonly width: number; readonly height: number };

/** How high a frame is, as a share of the picture's height, that takes this share of its width. */
const heightOf = (width: number, picture: Size): number =>
  (width * picture.width * HEIGHT) / WIDTH / picture.height;

/** The widest frame there is room for, as a share of the picture's width. */
export const widest = (picture: Size): number => Math.min(1, 1 / heightOf(1, picture));

/** The widest frame, in the middle. In shares of the picture, as all frames here. */
export const firstFrame = (picture: Size): Rectangle =>
  resized({ x: 0.5, y: 0.5, width: 0, height: 0 }, widest(picture), picture);

/** As far as the picture goes. */
export const moved = (frame: Rectangle, right: number, down: number): Rectangle => ({
  ...frame,
  x: within(frame.x + right, 1 - frame.width),
  y: within(frame.y + down, 1 - frame.height),
});

const NARROWEST = 0.1;

/** About its own centre, as far as there is room. */
export function resized({ x, y, width, height }: Rectangle, to: number, picture: Size): Rectangle {
  const most = widest(picture);
  const newWidth = Math.min(Math.max(to, NARROWEST * most), most);
  const newHeight = Math.min(1, heightOf(newWidth, picture));
  return moved(
    { x: x + (width - newWidth) / 2, y: y + (height - newHeight) / 2, width: newWidth, height: newHeight },
    0,
    0,
  );
}

const within = (value: number, most: number): number => Math.min(Math.max(value, 0), Math.max(0, most));
