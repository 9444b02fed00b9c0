// What makes the answer fast. A store's record is put into words once, cut where something is spliced in: the position
// by datum, the distance, the schedule's words, our own address. An answer is those pieces copied into one buffer.
import type { Datum } from '../../shared/datum.ts';
import type { NearbyAnswer } from '../../shared/nearby.ts';
import type { Store } from '../../shared/store.ts';
import { searchText } from '../storage/search-text.ts';
import type { PieceStore } from './piece-store.ts';
import type { Schedules } from './schedules.ts';
import type { Found } from './spatial-index.ts';
import { fixedFields, ownAddress, positionIn } from './store-record.ts';

// The pieces of a record, in this order: up to the position; longitude and latitude in each datum; the update; the
// cover, up to our own address; the rest of that address, empty where the record leads elsewhere; what `q` looks in.
const POSITIONS: Record<Datum, number> = { wgs84: 1, gcj02: 2, bd09: 3 };
const UPDATED = 4;
const COVER = 5;
const ADDRESS = 6;
const SEARCHED = 7;

/** The pieces of a store's record. */
export function piecesOf(store: Store): string[] {
  const { cover, updatedAt } = store;
  const own = ownAddress(store);
  const link = own === undefined ? '"' : `${JSON.stringify(own)}}`;
  const position = (datum: Datum) => {
    const [longitude, latitude] = positionIn(store, datum);
    return `${JSON.stringify(longitude)},"latitude":${JSON.stringify(latitude)}`;
  };
  return [
    `${JSON.stringify(fixedFields(store)).slice(0, -1)},"position":{"longitude":`,
    position('wgs84'),
    position('gcj02'),
    position('bd09'),
    `${JSON.stringify(updatedAt)},"open":`,
    `,"cover":${JSON.stringify(cover ?? null)},"url":${link}`,
    own === undefined ? `/s/${store.id}"}` : '',
    searchText(store),
  ];
}

// A record begins with its id, and ids need no escaping.
const ID_AT = '{"id":"'.length;
const QUOTE = 0x22;

/** Orders two slots by their ids. */
export function compareIds(records: PieceStore, a: number, b: number): number {
  records.find(a);
  const { bytes, start } = records;
  records.find(b);
  for (let i = ID_AT; ; i++) {
    const ofA = bytes[start + i]!;
    const ofB = records.bytes[records.start + i]!;
    // The closing quote is less than any character of an id, so the shorter one comes first.
    if (ofA !== ofB) return ofA - ofB;
    if (ofA === QUOTE) return 0;
  }
}

/** The id of a slot. */
export function idOf(records: PieceStore, slot: number): string {
  records.find(slot);
  const from = records.start + ID_AT;
  return records.bytes.toString('latin1', from, records.bytes.indexOf(QUOTE, from));
}

/** Whether the search text of a slot holds all the words. */
export function holdsWords(records: PieceStore, slot: number, words: readonly string[]): boolean {
  records.find(slot);
  const text = records.text(SEARCHED);
  return words.every((word) => text.includes(word));
}

const AFTER_POSITION: Record<Datum, Buffer> = {
  wgs84: Buffer.from(',"datum":"wgs84"},"distanceMeters":'),
  gcj02: Buffer.from(',"datum":"gcj02"},"distanceMeters":'),
  bd09: Buffer.from(',"datum":"bd09"},"distanceMeters":'),
};
/** Up to 99,999,999.9 m, a comma, and the end of the answer. */
const LONGEST_REST = 16;

export type AnswerHead = Omit<NearbyAnswer, 'stores' | 'numberReturned'>;

/**
 * The JSON of a nearby answer, in UTF-8.
 * @param now  milliseconds
 * @param publicUrl  what our own addresses begin with
 */
export function answerText(
  answer: AnswerHead,
  found: readonly Found[],
  records: PieceStore,
  schedules: Schedules,
  now: number,
  publicUrl: string,
): Buffer {
  const { datum } = answer.origin;
  const positionPiece = POSITIONS[datum];
  const afterPosition = AFTER_POSITION[datum];
  const head = headText(answer, found.length);
  const base = baseOf(publicUrl);
  let longest = head.length * 3 + LONGEST_REST;
  for (const { slot } of found) {
    records.find(slot);
    const { hours, state } = schedules.at(records.tag, now);
    longest += afterPosition.length + hours.length + state.length + base.length + LONGEST_REST;
    for (let i = 0; i < SEARCHED; i++) longest += records.length(i);
  }
  const begin = roomFor(longest);
  const text = room;
  let end = begin + text.write(head, begin);
  for (const { slot, distanceMeters } of found) {
    records.find(slot);
    const { bytes } = records;
    const { hours, state } = schedules.at(records.tag, now);
    let from = records.start;
    end = copy(bytes, from, records.length(0), text, end);
    from += records.length(0);
    for (let i = 1; i < positionPiece; i++) from += records.length(i);
    end = copy(bytes, from, records.length(positionPiece), text, end);
    for (let i = positionPiece; i < UPDATED; i++) from += records.length(i);
    end = copy(afterPosition, 0, afterPosition.length, text, end);
    end = writeTenths(Math.round(distanceMeters * 10), text, end);
    end = copy(hours, 0, hours.length, text, end);
    end = copy(bytes, from, records.length(UPDATED), text, end);
    from += records.length(UPDATED);
    end = copy(state, 0, state.length, text, end);
    end = copy(bytes, from, records.length(COVER), text, end);
    from += records.length(COVER);
    const address = records.length(ADDRESS);
    if (address > 0) {
      end = copy(base, 0, base.length, text, end);
      end = copy(bytes, from, address, text, end);
    }
    text[end++] = COMMA;
  }
  // The end takes the place of the last comma.
  if (found.length > 0) end--;
  end += text.write(']}', end);
  roomUsed = end;
  return text.subarray(begin, end);
}

const COMMA = 0x2c;

function headText({ origin, reach, ...counts }: AnswerHead, numberReturned: number): string {
  const counted = counts.numberMatched === undefined ? '' : `,${JSON.stringify(counts).slice(1, -1)}`;
  return (
    `{"origin":{"longitude":${origin.longitude},"latitude":${origin.latitude},"datum":"${origin.datum}","region":"${origin.region}"},` +
    `"reach":{"radiusMeters":${reach.radiusMeters},"askedRadiusMeters":${reach.askedRadiusMeters},"widened":${reach.widened}},` +
    `"numberReturned":${numberReturned}${counted},"stores":[`
  );
}

// Answers stand one after the other in a larger piece of memory: one of their own each would be cleared, and tracked.
// Nothing is written over; the piece goes once the last of its answers is sent.
const ROOM_BYTES = 256 * 1024;
let room = Buffer.allocUnsafeSlow(ROOM_BYTES);
let roomUsed = 0;

function roomFor(bytes: number): number {
  if (roomUsed + bytes > room.length) {
    room = Buffer.allocUnsafeSlow(Math.max(ROOM_BYTES, bytes));
    roomUsed = 0;
  }
  return roomUsed;
}

let lastBase = { publicUrl: '', bytes: Buffer.alloc(0) };

/** An address as it stands inside a JSON string; it may hold whatever somebody wrote into a Host header. */
function baseOf(publicUrl: string): Buffer {
  if (lastBase.publicUrl !== publicUrl) {
    lastBase = { publicUrl, bytes: Buffer.from(JSON.stringify(publicUrl).slice(1, -1)) };
  }
  return lastBase.bytes;
}

/** Calling out costs as much as copying so many bytes here. Measured. */
const SHORT = 40;

function copy(source: Buffer, from: number, length: number, target: Buffer, at: number): number {
  if (length > SHORT) source.copy(target, at, from, from + length);
  else for (let i = 0; i < length; i++) target[at + i] = source[from + i]!;
  return at + length;
}

/** Writes a whole number of tenths as JSON writes the number: 8124 as 812.4, 8120 as 812. */
function writeTenths(tenths: number, target: Buffer, at: number): number {
  const whole = Math.floor(tenths / 10);
  let end = at + 1;
  for (let rest = whole; rest >= 10; rest = Math.floor(rest / 10)) end++;
  let digit = end;
  let rest = whole;
  do {
    target[--digit] = 0x30 + (rest % 10);
    rest = Math.floor(rest / 10);
  } while (digit > at);
  if (tenths % 10 > 0) {
    target[end++] = 0x2e;
    target[end++] = 0x30 + (tenths % 10);
  }
  return end;
}
