// What makes the answer fast. A store's record is put into words once, up to its distance: its hours and its state, which
// change with time, stand at the end and are put into words once for all stores that keep the same hours. So an answer is
// a copy from memory, a number and a copy of something at hand a store.
import type { Datum } from '../../shared/datum.ts';
import type { NearbyAnswer } from '../../shared/nearby.ts';
import type { Store } from '../../shared/store.ts';
import { plainSearchText } from '../storage/search-text.ts';
import { answerUpTo, type HEAD_ROOM, roomFor } from './answer-room.ts';
import type { NamedStore } from './nearby.ts';
import { PIECES, PieceStore } from './piece-store.ts';
import { Schedules } from './schedules.ts';
import type { Found } from './spatial-index.ts';
import { fixedFields, ownAddress, positionIn } from './store-record.ts';
import type { WordMatch } from './word-match.ts';

// The pieces of a record, in this order.
const FIXED = 0;
/** What our own address begins with; empty where the record leads elsewhere. */
const BASE = 1;
/** How it goes on, and up to the position; a comma is its first letter where the record leads elsewhere. */
const ADDRESS = 2;
/** The position in each datum, and up to the distance. */
const WGS84 = 3;
const GCJ02 = 4;
const BD09 = 5;
/** What `q` looks in. */
const SEARCHED = 6;

// A record begins with its id, and ids need no escaping.
const ID_AT = '{"id":"'.length;
const QUOTE = 0x22;
const COMMA = 0x2c;

/** Up to 99,999,999.9 m, and a comma or the end of the answer. */
const LONGEST_REST = 16;

export type AnswerHead = Omit<NearbyAnswer, 'stores' | 'numberReturned'>;

export type OpenFilter = {
  readonly isOpen: (slot: number) => boolean;
  /** Milliseconds: up to here all that were asked would say the same. */
  readonly until: number;
};

/** The records of stores by slot, as text. */
export class RecordTexts {
  readonly #pieces = new PieceStore();
  readonly #schedules = new Schedules();
  readonly #publicUrl: string;

  /** @param publicUrl  what our own addresses usually begin with */
  constructor(publicUrl: string) {
    this.#publicUrl = publicUrl;
  }

  /** Bytes taken outside the heap. */
  get bytesTaken(): number {
    return this.#pieces.bytesTaken;
  }

  /** Puts the record of a store into words. */
  put(slot: number, store: Store): void {
    this.#pieces.put(slot, this.#schedules.acquire(store), piecesOf(store, this.#publicUrl));
  }

  remove(slot: number): void {
    this.#pieces.find(slot);
    this.#schedules.release(this.#pieces.tag);
    this.#pieces.remove(slot);
  }

  idOf(slot: number): string {
    this.#pieces.find(slot);
    const { bytes, start } = this.#pieces;
    return bytes.toString('latin1', start + ID_AT, bytes.indexOf(QUOTE, start + ID_AT));
  }

  /** Orders two slots by their ids. */
  compareIds(a: number, b: number): number {
    this.#pieces.find(a);
    const { bytes, start } = this.#pieces;
    this.#pieces.find(b);
    for (let i = ID_AT; ; i++) {
      const ofA = bytes[start + i]!;
      const ofB = this.#pieces.bytes[this.#pieces.start + i]!;
      // The closing quote is less than any character of an id, so the shorter one comes first.
      if (ofA !== ofB) return ofA - ofB;
      if (ofA === QUOTE) return 0;
    }
  }

  /** The first list of words that name, branch, address and sid hold all of; -1 for none. */
  firstHeld(slot: number, lists: readonly (readonly WordMatch[])[]): number {
    this.#pieces.find(slot);
    const text = this.#pieces.text(SEARCHED);
    return lists.findIndex((words) => words.every((isIn) => isIn(text)));
  }

  /** What a store is called and where it is. */
  named(slot: number, datum: Datum): NamedStore {
    this.#pieces.find(slot);
    const position = { wgs84: WGS84, gcj02: GCJ02, bd09: BD09 }[datum];
    const { id, name, branch, address, ...rest } = JSON.parse(
      `${[FIXED, BASE, ADDRESS, position].map((piece) => this.#pieces.text(piece)).join('')}0}`,
    );
    return { id, name, branch, address, position: rest.position };
  }

  /** Whether a store is open at `instant`, or now; each schedule is asked once. */
  openAt(instant: number | 'now', now: number): OpenFilter {
    const known = new Map<number, boolean>();
    const ask = (schedule: number): boolean => {
      if (instant !== 'now') return this.#schedules.isOpenAt(schedule, new Date(instant));
      const { isOpen, until } = this.#schedules.at(schedule, now);
      filter.until = Math.min(filter.until, until);
      return isOpen;
    };
    const filter = {
      until: Number.POSITIVE_INFINITY,
      isOpen: (slot: number) => {
        this.#pieces.find(slot);
        const { tag } = this.#pieces;
        let isOpen = known.get(tag);
        if (isOpen === undefined) {
          isOpen = ask(tag);
          known.set(tag, isOpen);
        }
        return isOpen;
      },
    };
    return filter;
  }

  /**
   * The JSON of a nearby answer, in UTF-8 with {@link HEAD_ROOM} before it, and the instant up to which all the records in it say the same.
   * @param now  milliseconds
   * @param publicUrl  what our own addresses begin with
   */
  answer(
    head: AnswerHead,
    found: readonly Found[],
    now: number,
    publicUrl: string,
  ): { json: Buffer; until: number } {
    const pieces = this.#pieces;
    const { datum } = head.origin;
    const base = publicUrl === this.#publicUrl ? undefined : insideString(publicUrl);
    const headText = headOf(head, found.length);
    let longest = headText.length * 3 + LONGEST_REST;
    let until = Number.POSITIVE_INFINITY;
    pieces.fetch(found);
    for (const { slot } of found) {
      pieces.find(slot);
      const timetable = this.#schedules.at(pieces.tag, now);
      if (timetable.until < until) until = timetable.until;
      longest +=
        pieces.end(BD09) - pieces.start + timetable.ending.length + LONGEST_REST + (base?.length ?? 0);
    }
    const { room: text, begin } = roomFor(longest);
    let end = begin + text.write(headText, begin);
    for (const { slot, distanceMeters } of found) {
      pieces.find(slot);
      const { bytes } = pieces;
      let from = pieces.start;
      if (base !== undefined && bytes[pieces.end(BASE)] !== COMMA) {
        end += bytes.copy(text, end, from, pieces.end(FIXED));
        end += base.copy(text, end);
        from = pieces.end(BASE);
      }
      if (datum === 'wgs84') {
        end += bytes.copy(text, end, from, pieces.end(WGS84));
      } else {
        const position = datum === 'gcj02' ? GCJ02 : BD09;
        end += bytes.copy(text, end, from, pieces.end(ADDRESS));
        end += bytes.copy(text, end, pieces.end(position - 1), pieces.end(position));
      }
      end = writeTenths(Math.round(distanceMeters * 10), text, end);
      end += this.#schedules.at(pieces.tag, now).ending.copy(text, end);
      text[end++] = COMMA;
    }
    // The end takes the place of the last comma.
    if (found.length > 0) end--;
    end += text.write(']}', end);
    return { json: answerUpTo(end), until };
  }
}

function piecesOf(store: Store, publicUrl: string): string[] {
  const own = ownAddress(store);
  const position = (datum: Datum) => {
    const [longitude, latitude] = positionIn(store, datum);
    return `${JSON.stringify(longitude)},"latitude":${JSON.stringify(latitude)},"datum":"${datum}"},"distanceMeters":`;
  };
  const pieces: string[] = Array(PIECES);
  const toPosition = ',"position":{"longitude":';
  pieces[FIXED] =
    `${JSON.stringify(fixedFields(store)).slice(0, -1)},"url":${own === undefined ? '"' : JSON.stringify(own)}`;
  pieces[BASE] = own === undefined ? insideString(publicUrl).toString() : '';
  pieces[ADDRESS] = own === undefined ? `/s/${store.id}"${toPosition}` : toPosition;
  pieces[WGS84] = position('wgs84');
  pieces[GCJ02] = position('gcj02');
  pieces[BD09] = position('bd09');
  pieces[SEARCHED] = plainSearchText(store);
  return pieces;
}

function headOf(head: AnswerHead, numberReturned: number): string {
  const { origin, reach, numberMatched, categoryCounts, next } = head;
  const counted =
    numberMatched === undefined ? '' : `,${JSON.stringify({ numberMatched, categoryCounts }).slice(1, -1)}`;
  const paged = next === undefined ? '' : `,"next":${JSON.stringify(next)}`;
  return (
    `{"origin":{"longitude":${origin.longitude},"latitude":${origin.latitude},"datum":"${origin.datum}","region":"${origin.region}"},` +
    `"reach":{"radiusMeters":${reach.radiusMeters},"askedRadiusMeters":${reach.askedRadiusMeters},"widened":${reach.widened}},` +
    `"numberReturned":${numberReturned}${counted}${paged},"stores":[`
  );
}

/** A text as it stands inside a JSON string: an address may hold whatever somebody wrote into a Host header. */
const insideString = (text: string) => Buffer.from(JSON.stringify(text).slice(1, -1));

/** Writes a whole number of tenths as JSON writes the number: 8124 as 812.4, 8120 as 812. */
function writeTenths(tenths: number, target: Buffer, at: number): number {
  const whole = Math.floor(tenths / 10);
  let end = at + 1;
  for (let rest = whole; rest >= 10; rest = Math.floor(rest / 10)) end++;
  let rest = whole;
  for (let digit = end; digit > at; rest = Math.floor(rest / 10)) target[--digit] = 0x30 + (rest % 10);
  if (tenths % 10 > 0) {
    target[end++] = 0x2e;
    target[end++] = 0x30 + (tenths % 10);
  }
  return end;
}
