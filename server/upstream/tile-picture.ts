// What an answer is, by its bytes: what it says of itself may be wrong, and an error page is no tile.

export type PictureType = 'image/png' | 'image/jpeg' | 'image/webp';

const PNG_START = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
/** The last chunk of every PNG: empty, with its checksum. */
const PNG_END = Buffer.from('\0\0\0\0IEND\xaeB`\x82', 'latin1');
const JPEG_START = Buffer.from([0xff, 0xd8, 0xff]);
const JPEG_END = Buffer.from([0xff, 0xd9]);

/** PNG, JPEG or WebP that has its end; undefined for anything else. */
export function pictureType(bytes: Buffer): PictureType | undefined {
  if (startsWith(bytes, PNG_START)) return bytes.includes(PNG_END) ? 'image/png' : undefined;
  if (startsWith(bytes, JPEG_START)) return bytes.includes(JPEG_END) ? 'image/jpeg' : undefined;
  const isWebp = bytes.length >= 12 && bytes.toString('latin1', 0, 4) === 'RIFF';
  if (!isWebp || bytes.toString('latin1', 8, 12) !== 'WEBP') return undefined;
  return bytes.readUInt32LE(4) + 8 <= bytes.length ? 'image/webp' : undefined;
}

const startsWith = (bytes: Buffer, start: Buffer) => bytes.subarray(0, start.length).equals(start);
