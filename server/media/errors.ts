import { kind } from '../errors.ts';

export const PictureMissing = kind(
  'PICTURE_MISSING',
  400,
  'There is no picture',
  'Send the picture as the body, or as the part "file" of a form',
);
export const PictureTooLarge = kind<[megabytes: number]>(
  'PICTURE_TOO_LARGE',
  413,
  'The picture is too large',
  'A picture may have at most %s MB',
);
export const PictureTypeUnknown = kind(
  'PICTURE_TYPE_UNKNOWN',
  415,
  'It is not a picture of a kind that is taken',
  'By its content it is no JPEG, PNG, WebP or AVIF, whatever its name says',
);
export const PictureUnreadable = kind(
  'PICTURE_UNREADABLE',
  422,
  'The picture cannot be read',
  'The picture is broken or cut off: it cannot be decoded to its end',
);
export const PictureAnimated = kind<[frames: number]>(
  'PICTURE_ANIMATED',
  422,
  'The picture moves',
  'The picture has %s frames; a cover is a single one',
);
export const PictureDimensions = kind<[width: number, height: number, least: number, most: number]>(
  'PICTURE_DIMENSIONS',
  422,
  'The picture is too small, or has too many pixels',
  'The picture has %s × %s pixels; it must have at least %s each way, and at most %s million',
);
export const MediaNotFound = kind<[hash: string]>(
  'MEDIA_NOT_FOUND',
  404,
  'There is no such picture',
  'There is no picture "%s"; what no store uses is forgotten after 30 days',
);
