// What changing the catalogue refuses.
import type { Problem } from '../../shared/problem.ts';
import { kind } from '../errors.ts';

const Precondition = kind<[id: string, stored: string, given: string]>(
  'PRECONDITION_FAILED',
  412,
  'Somebody else changed it first',
  'The store %s is at %s by now, not at %s: `changes` has what others changed',
);
/** Tells what others changed since, for a client that merges. */
export const preconditionFailed = (
  id: string,
  stored: string,
  given: string,
  extras: Pick<Problem, 'current' | 'changes'>,
) => Object.assign(new Precondition(id, stored, given), { extras });

export const InvalidIfMatch = kind<[given: string]>(
  'INVALID_IF_MATCH',
  400,
  'If-Match is not an ETag of ours',
  'If-Match must be the ETag of an answer about this store, or *; got %s',
);

const Conflict = kind<[id: string]>(
  'DRAFT_CONFLICT',
  409,
  'The draft and what is published changed differently',
  'The draft of %s changes fields that were published differently since: save it again with the values that hold',
);
export const draftConflict = (id: string, changes: Problem['changes']) =>
  Object.assign(new Conflict(id), { extras: { changes } });

export const NothingToPublish = kind<[id: string]>(
  'NOTHING_TO_PUBLISH',
  409,
  'There is nothing to publish',
  'The store %s is published as it is',
);
export const NoReviewAsked = kind<[id: string]>(
  'NO_REVIEW_ASKED',
  409,
  'Nobody asked for a review',
  'Nobody asked to publish the store %s',
);
export const DateIsOver = kind<[at: string]>(
  'DATE_IS_OVER',
  400,
  'The date is over',
  'A store is published at a date ahead; %s is over',
);
export const VersionNotFound = kind<[id: string, version: number]>(
  'VERSION_NOT_FOUND',
  404,
  'There is no such version',
  'The store %s has no version %d that could be restored',
);
export const NotRemoved = kind<[id: string]>(
  'VERSION_NEEDED',
  400,
  'Which version is not said',
  'The store %s is there: say which version of it to restore',
);
export const StoreThere = kind<[id: string]>(
  'STORE_EXISTS',
  409,
  'There is such a store already',
  'There is a store "%s" already',
);
export const CountDiffers = kind<[found: number, expected: number]>(
  'COUNT_DIFFERS',
  409,
  'It is another number of stores by now',
  'It is %d stores by now, not %d: look again',
);
export const NotQuietEnough = kind(
  'CHANGED_MEANWHILE',
  409,
  'Others changed the same stores at the same time',
  'Others changed the same stores at the same time, again and again; nothing was written',
);
export const KeyUsedOtherwise = kind(
  'IDEMPOTENCY_KEY_REUSED',
  422,
  'The Idempotency-Key belongs to another request',
  'This Idempotency-Key came with another request before: a new request needs a new key',
);
export const RequestUnderWay = kind(
  'REQUEST_UNDER_WAY',
  409,
  'The same request is being carried out',
  'The request with this Idempotency-Key is being carried out: ask again in a moment',
);
export const CarriedOut = kind<[operation: string, again: string]>(
  'CARRIED_OUT',
  409,
  'The request was carried out, its answer is lost',
  'The request with this Idempotency-Key was carried out as the operation %s, and the service ended before it could answer: GET /api/v1/operations/%s says what was done',
);
export const AnswerNotKept = kind(
  'ANSWER_NOT_KEPT',
  409,
  'The request was carried out, its answer is told once',
  'The request with this Idempotency-Key was carried out; its answer, or what it was asked with, is secret and not kept: look at what there is now',
);
export const HolidaySetNotFound = kind<[id: string]>(
  'HOLIDAY_SET_NOT_FOUND',
  404,
  'There is no such holiday set',
  'There is no holiday set "%s"',
);
export const HolidaySetInUse = kind<[id: string, stores: number]>(
  'HOLIDAY_SET_IN_USE',
  409,
  'Stores have this holiday set',
  'The holiday set %s is applied to %d stores: take it out of them first',
);
export const ChangesGone = kind(
  'CHANGES_GONE',
  410,
  'What came after this cursor is not kept any more',
  'Stores removed since this cursor are forgotten by now: read all of them anew, without `since`',
);
