// What a file is by its first bytes: only these get as far as a decoder.

export type PictureType = 'jpeg' | 'png' | 'webp' | 'avif';

/** Undefined for anything else: SVG, GIF, TIFF, HEIC, and what is no picture at all. */
export function pictureType(bytes: Buffer): PictureType | undefined {
  if (bytes.subarray(0, 3).equals(JPEG)) return 'jpeg';
  if (bytes.subarray(0, 8).equals(PNG)) return 'png';
  const text = bytes.toString('latin1', 0, 16);
  if (/^RIFF.{4}WEBP/s.test(text)) return 'webp';
  if (/^.{4}ftyp/s.test(text))
    return brandsOf(bytes).some((brand) => /^avi[fs]$/.test(brand)) ? 'avif' : undefined;
  return undefined;
}

const JPEG = Buffer.from([0xff, 0xd8, 0xff]);
const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** ISO/IEC 14496-12, section 4.3: the major brand, a version, then the compatible ones. */
function brandsOf(bytes: Buffer): string[] {
  const end = Math.min(bytes.readUInt32BE(0), 256, bytes.length);
  const brands = [bytes.toString('latin1', 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(bytes.toString('latin1', at, at + 4));
  return brands;
}
