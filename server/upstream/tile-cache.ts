// Tiles on disk, a file each, below a limit of bytes. The one used longest ago goes first: agents look at the same few
// districts all day, and an order of use is one move in a Map. After a restart the order is that of writing, since
// noting each use on disk would cost a write for each read.
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { type PictureType, pictureType } from './tile-picture.ts';

export type Tile = {
  readonly bytes: Buffer;
  readonly type: PictureType;
  /** A strong validator, made of the bytes. */
  readonly etag: string;
  /** Milliseconds since 1970; afterwards the source is asked again. */
  readonly freshUntil: number;
  /** What the source may be asked with whether it has changed. */
  readonly validators: Readonly<Record<string, string>>;
};

/** Makes a tile; undefined when the bytes are no picture. */
export function tileOf(bytes: Buffer, rest: Pick<Tile, 'freshUntil' | 'validators'>): Tile | undefined {
  const type = pictureType(bytes);
  if (!type) return undefined;
  const etag = `"${digest(bytes)}"`;
  return { bytes, type, etag, ...rest };
}

/** Files under way have their own folder, so that a crash leaves nothing that looks like a tile. */
const UNFINISHED = '.unfinished';

export class TileCache {
  readonly #folder: string;
  readonly #largestBytes: number;
  /** Bytes by key, the one used longest ago first. */
  #sizes = new Map<string, number>();
  #total = 0;
  readonly #counted: Promise<void>;

  /** `folder` is made when the first tile comes. What is in it is counted in the background. */
  constructor(folder: string, largestBytes: number) {
    this.#folder = folder;
    this.#largestBytes = largestBytes;
    this.#counted = this.#count();
  }

  /** Undefined for a tile that is not kept, or whose file is not as it was written. */
  async read(key: string): Promise<Tile | undefined> {
    const file = await readFile(this.#path(key)).catch(() => undefined);
    if (!file) return undefined;
    const tile = decode(file);
    if (!tile) {
      await this.#drop(key);
      return undefined;
    }
    this.#use(key, file.length);
    return tile;
  }

  /** Whole or not at all; what a failing machine leaves of it does not match its digest. */
  async write(key: string, tile: Tile): Promise<void> {
    await this.#counted;
    const path = this.#path(key);
    const unfinished = join(this.#folder, UNFINISHED, randomUUID());
    const file = encode(tile);
    await mkdir(dirname(unfinished), { recursive: true });
    await mkdir(dirname(path), { recursive: true });
    await writeFile(unfinished, file);
    await rename(unfinished, path);
    this.#use(key, file.length);
    await this.#makeRoom();
  }

  #path(key: string): string {
    return join(this.#folder, ...key.split('/'));
  }

  #use(key: string, bytes: number) {
    this.#total += bytes - (this.#sizes.get(key) ?? 0);
    this.#sizes.delete(key);
    this.#sizes.set(key, bytes);
  }

  async #drop(key: string) {
    this.#total -= this.#sizes.get(key) ?? 0;
    this.#sizes.delete(key);
    await rm(this.#path(key), { force: true });
  }

  async #makeRoom() {
    while (this.#total > this.#largestBytes) {
      const [oldest] = this.#sizes.keys();
      await this.#drop(oldest!);
    }
  }

  async #count() {
    await rm(join(this.#folder, UNFINISHED), { recursive: true, force: true });
    const names = await readdir(this.#folder, { recursive: true }).catch(() => []);
    const found: { key: string; bytes: number; written: number }[] = [];
    for (const name of names) {
      const about = await stat(join(this.#folder, name)).catch(() => undefined);
      if (about?.isFile()) {
        found.push({ key: name.replaceAll(sep, '/'), bytes: about.size, written: about.mtimeMs });
      }
    }
    const used = this.#sizes;
    this.#sizes = new Map();
    this.#total = 0;
    for (const { key, bytes } of found.sort((a, b) => a.written - b.written)) this.#use(key, bytes);
    for (const [key, bytes] of used) this.#use(key, bytes);
  }
}

// Three parts with line ends between: the digest of the other two, a line of JSON, the picture.
type Head = Pick<Tile, 'etag' | 'freshUntil' | 'validators'>;

const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('base64url');

function encode({ bytes, etag, freshUntil, validators }: Tile): Buffer {
  const head: Head = { etag, freshUntil, validators };
  const content = Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), bytes]);
  return Buffer.concat([Buffer.from(`${digest(content)}\n`), content]);
}

function decode(file: Buffer): Tile | undefined {
  const start = file.indexOf('\n') + 1;
  const content = file.subarray(start);
  if (file.toString('latin1', 0, start) !== `${digest(content)}\n`) return undefined;
  const end = content.indexOf('\n');
  // The digest says that it is as we wrote it.
  const head: Head = JSON.parse(content.toString('utf8', 0, end));
  const bytes = content.subarray(end + 1);
  const type = pictureType(bytes);
  return type && { bytes, type, ...head };
}
