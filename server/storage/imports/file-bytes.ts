// The files of imports in the database: any node can read them, and they are gone with the import.
import type { Kysely } from 'kysely';
import type { ByteSource } from '../../import/byte-source.ts';
import type { Tables } from '../tables.ts';

/** All pieces but the last have this size, so that a place in the file is a piece and a place in it. */
const PIECE = 512 * 1024;

/** Keeps the pieces, in one size whatever size they come in. Answers how many bytes there were, `most` + 1 at most. */
export async function keepBytes(
  db: Kysely<Tables>,
  id: string,
  pieces: AsyncIterable<Uint8Array>,
  most: number,
): Promise<number> {
  let number = 0;
  let bytes = 0;
  let rest: Buffer = Buffer.alloc(0);
  const keep = (piece: Uint8Array) =>
    db
      .insertInto('import_bytes')
      .values({ import_id: id, number: number++, base64: Buffer.from(piece).toString('base64') })
      .execute();
  for await (const piece of pieces) {
    bytes += piece.length;
    if (bytes > most) return bytes;
    rest = Buffer.concat([rest, piece]);
    while (rest.length >= PIECE) {
      await keep(rest.subarray(0, PIECE));
      rest = rest.subarray(PIECE);
    }
  }
  if (rest.length > 0) await keep(rest);
  return bytes;
}

export const keptBytes = (db: Kysely<Tables>, id: string, size: number): ByteSource => ({
  size,
  async *read(start, end) {
    for (let number = Math.floor(start / PIECE); number * PIECE < end; number++) {
      const row = await db
        .selectFrom('import_bytes')
        .select('base64')
        .where('import_id', '=', id)
        .where('number', '=', number)
        .executeTakeFirst();
      // Cancelled while it was read: there is nothing left to do with it.
      if (row === undefined) return;
      const piece = Buffer.from(row.base64, 'base64');
      const from = number * PIECE;
      yield piece.subarray(Math.max(0, start - from), Math.min(piece.length, end - from));
    }
  },
});
