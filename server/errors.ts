// Every error a client can be told of: its stable code, status, title and sentence. `%s` takes the value at fault.
import createError, { FastifyError } from '@fastify/error';

/** What the API's documentation says of one kind of problem. */
export type ProblemKind = {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  /** With `%s` and `%d` for the values. */
  readonly sentence: string;
};

const kinds = new Map<string, ProblemKind>();
/** All kinds of problems, by code. */
export const problemKinds: ReadonlyMap<string, ProblemKind> = kinds;

/** Makes an error that clients can be told of; the documentation lists it. */
export function kind<Values extends unknown[] = []>(
  code: string,
  status: number,
  title: string,
  sentence: string,
) {
  kinds.set(code, { code, status, title, sentence });
  return createError<string, number, Values>(code, sentence, status);
}

/** Name, what is wrong with it, and the value as received. */
const BadParameter = kind<[string, string, string]>(
  'INVALID_PARAMETER',
  400,
  'A parameter is not as it must be',
  '%s %s; got %s',
);
export const UnknownParameter = kind<[string]>(
  'UNKNOWN_PARAMETER',
  400,
  'There is no such parameter',
  'There is no parameter "%s" here',
);
export const InvalidBody = kind(
  'INVALID_BODY',
  400,
  'The body cannot be read',
  'The body is not JSON that can be read',
);
export const InvalidAddress = kind(
  'INVALID_ADDRESS',
  400,
  'The address cannot be read',
  'The address of the request cannot be read',
);
export const NotFound = kind('NOT_FOUND', 404, 'Nothing is here', 'There is nothing at this address');
export const StoreNotFound = kind<[string]>(
  'STORE_NOT_FOUND',
  404,
  'There is no such store',
  'There is no published store "%s"',
);
export const MethodNotAllowed = kind<[string, string]>(
  'METHOD_NOT_ALLOWED',
  405,
  'The method does not fit the address',
  'This address takes %s, not %s',
);
export const BodyTooLarge = kind<[number]>(
  'BODY_TOO_LARGE',
  413,
  'The body is too large',
  'A body may have at most %s bytes here',
);
export const UnsupportedMediaType = kind<[string]>(
  'UNSUPPORTED_MEDIA_TYPE',
  415,
  'The media type cannot be read',
  'A body of the type "%s" cannot be read here',
);
export const TooManyRequests = kind<[number, string, number]>(
  'TOO_MANY_REQUESTS',
  429,
  'Too many requests',
  'More than %s requests in a minute came %s; try again in %s seconds',
);
export const IndexNotReady = kind(
  'INDEX_NOT_READY',
  503,
  'The stores are still being read',
  'The stores are still being read after the start; try again in a moment',
);
export const StorageUnavailable = kind<[what: string]>(
  'STORAGE_UNAVAILABLE',
  503,
  'The database cannot be used now',
  'The database %s: try again in a moment. Nearby stores are still found',
);
export const Overloaded = kind(
  'OVERLOADED',
  503,
  'More comes than can be answered',
  'More requests come than can be answered now: try again after the seconds that Retry-After says',
);
export const UnknownTiles = kind<[string]>(
  'UNKNOWN_TILES',
  404,
  'There are no such tiles',
  'The service has no tiles of the source "%s"',
);
export const NoTileHere = kind(
  'NO_TILE_HERE',
  404,
  'The source has no tile here',
  'The source of the tiles has none at this place',
);
export const TileSourceFailed = kind(
  'TILE_SOURCE_FAILED',
  502,
  'The source of the tiles failed',
  'The source of the tiles did not answer with a tile; the log has the cause under the id of this request',
);
export const TileSourceResting = kind(
  'TILE_SOURCE_RESTING',
  503,
  'The source of the tiles is left alone for a while',
  'The source of the tiles failed too often just now; try again in half a minute',
);
/** Said to nobody; the number is for the log, as nginx writes it. */
export const ClientLeft = kind(
  'CLIENT_LEFT',
  499,
  'The client left',
  'The client closed the connection before the answer was there',
);
export const ShortLinkUnreachable = kind<[string]>(
  'SHORT_LINK_UNREACHABLE',
  502,
  'The short link cannot be followed now',
  'The short link cannot be followed now: %s',
);
export const InternalError = kind(
  'INTERNAL_ERROR',
  500,
  'Something went wrong here',
  'The request could not be answered; the log has the cause under the id of this request',
);

/** Why the service cannot start, in a sentence for whoever started it. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}

/** Our own errors are sentences for whoever started it; anything else is a fault of ours and needs its stack. */
export const isForPeople = (error: unknown): error is Error =>
  error instanceof CannotStart || (error instanceof FastifyError && !error.code.startsWith('FST_'));

/** Answers 400 and names the parameter. `rule` completes the sentence: "limit must be at most 50; got 51". */
export const invalidParameter = (name: string, value: unknown, rule: string) =>
  Object.assign(new BadParameter(name, rule, excerpt(value)), { parameter: name });

/** A received value as a sentence may show it: shortened, on one line. */
export function excerpt(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
