import { expect, it } from 'vitest';
import { pictureType } from '../../../server/upstream/tile-picture.ts';
import { greenTile } from '../../support/tile-server.ts';

// One pixel each, as encoders in use write them.
const jpeg = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/yQALCAABAAEBAREA/8wABgAQEAX/2gAIAQEAAD8A0s8g/9k=',
  'base64',
);
const webp = Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64');

it.each([
  ['a PNG', greenTile, 'image/png'],
  ['a JPEG', jpeg, 'image/jpeg'],
  ['a WebP', webp, 'image/webp'],
  ['a PNG without its end', greenTile.subarray(0, -12), undefined],
  ['a JPEG without its end', jpeg.subarray(0, -2), undefined],
  ['a WebP without its end', webp.subarray(0, -1), undefined],
  ['a GIF', Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAA=', 'base64'), undefined],
  ['a drawing that can hold a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), undefined],
  ['a page', Buffer.from('<!doctype html><title>Error</title>'), undefined],
  ['nothing', Buffer.alloc(0), undefined],
])('%s is %#', (_what, bytes, type) => {
  expect(pictureType(bytes)).toBe(type);
});
