// Where answers are written. They stand one after the other in a larger piece of memory, since one of their own each
// would cost as much as filling it; and what is sent is written over, so that a quiet server needs the same few kilobytes
// again and again, which the processor has at hand.

/** So many bytes before an answer are left to its head. */
export const HEAD_ROOM = 2_048;

const ROOM_BYTES = 256 * 1024;
let room = Buffer.allocUnsafeSlow(ROOM_BYTES);
let used = 0;

/** Memory to write an answer of at most so many bytes into, from `begin` on; {@link answerUpTo} then keeps what it took. */
export function roomFor(bytes: number): { room: Buffer; begin: number } {
  if (used + HEAD_ROOM + bytes > room.length) {
    room = Buffer.allocUnsafeSlow(Math.max(ROOM_BYTES, HEAD_ROOM + bytes));
    used = 0;
  }
  return { room, begin: used + HEAD_ROOM };
}

/** The answer written since {@link roomFor}, up to `end`. */
export function answerUpTo(end: number): Buffer {
  const answer = room.subarray(used + HEAD_ROOM, end);
  used = end;
  return answer;
}

/** The last answer has left: the next may be written over it. Of any other answer nothing happens. */
export function giveBack(answer: Buffer): void {
  if (answer.buffer === room.buffer && answer.byteOffset + answer.length === used) {
    used = answer.byteOffset - HEAD_ROOM;
  }
}
