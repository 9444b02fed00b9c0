// What the client sends to MCS_ClientNotify, read tolerantly and checked in one fixed order: the first rule that fails
// names the refusal. The field names are the client's.
import { wellFormed, withLineFeeds, withoutUnseen } from '../../shared/plain-text.ts';
import { isBlank, withoutStray } from './stray.ts';
import { DEEPEST, type Fields, readTolerantly, type Value } from './tolerant-reader.ts';
import { TrimmedFields } from './trimmed-fields.ts';

export type UserChange = {
  readonly event: 'OnUserChange';
  /** "1" is WeChat. */
  readonly channeltype: string | null;
  readonly useraccount: string;
};

export type MapMessageClick = {
  readonly event: 'OnMapMsgClick';
  readonly latitude: number;
  readonly longitude: number;
  readonly location: string;
  readonly scale: number | null;
  readonly warnings: readonly ('stray-space' | 'swapped' | 'zero' | 'scale')[];
};

export type Refusal =
  | 'empty'
  | 'too-large'
  | 'not-object'
  | 'syntax'
  | 'too-deep'
  | 'no-event'
  | 'unknown-event'
  | 'missing-field'
  | 'bad-account'
  | 'bad-coordinate';

export type EventReading =
  | { readonly ok: true; readonly event: UserChange | MapMessageClick }
  /** `event`: what it was about, as far as that could be read; a refused user change did change the user. */
  | { readonly ok: false; readonly refusal: Refusal; readonly event: EventName | undefined };

type EventName = UserChange['event'] | MapMessageClick['event'];

const LONGEST_TEXT = 262_144;
const LONGEST_LABEL = 1000;

/** Never throws, whatever `input` is. */
export function readEvent(input: unknown): EventReading {
  const fields = fieldsOf(input);
  return typeof fields === 'string' ? refused(fields) : readFields(new TrimmedFields(fields));
}

const refused = (refusal: Refusal, event?: EventName): EventReading => ({ ok: false, refusal, event });

function fieldsOf(input: unknown): Fields | Refusal {
  if (input === undefined || input === null) return 'empty';
  if (typeof input === 'string') return fieldsOfText(input);
  try {
    if (typeof input !== 'object' || Array.isArray(input)) return 'not-object';
    const fields = new Map(Object.keys(input).map((key) => [key, propertyOf(input, key)]));
    return isTooDeep(input) ? 'too-deep' : fields;
  } catch {
    // A revoked or hostile proxy.
    return 'not-object';
  }
}

function fieldsOfText(text: string): Fields | Refusal {
  if (!/[^\s\0]/.test(text)) return 'empty';
  if (text.length > LONGEST_TEXT) return 'too-large';
  const reading = readTolerantly(text);
  if (!reading.ok) return reading.fault;
  return reading.value instanceof Map ? reading.value : 'not-object';
}

/** Only what is no object matters, so anything else may stand as it is. */
function propertyOf(object: object, key: string): Value {
  try {
    return (object as Record<string, Value>)[key];
  } catch {
    return undefined;
  }
}

function isTooDeep(object: object): boolean {
  let level = new Set<object>([object]);
  for (let depth = 1; depth <= DEEPEST && level.size > 0; depth++) {
    level = new Set([...level].flatMap(partsOf));
  }
  return level.size > 0;
}

/** The objects directly inside; what a getter would have to be asked for does not count. */
function partsOf(object: object): object[] {
  return Object.values(Object.getOwnPropertyDescriptors(object))
    .map(({ enumerable, value }) => enumerable && value)
    .filter((value) => typeof value === 'object' && value !== null);
}

function readFields(fields: TrimmedFields): EventReading {
  const name = fields.get('event');
  if (typeof name !== 'string') return refused('no-event');
  switch (fields.trimmed(name)) {
    case 'OnUserChange':
      return readUserChange(fields);
    case 'OnMapMsgClick':
      return readMapMessageClick(fields);
    default:
      return refused('unknown-event');
  }
}

function readUserChange(fields: TrimmedFields): EventReading {
  const given = fields.get('useraccount');
  const account = isMissing(given) ? fields.get('userid') : given;
  if (isMissing(account)) return refused('missing-field', 'OnUserChange');
  const useraccount = typeof account === 'string' ? fields.trimmed(account) : integerText(account);
  if (!/^[A-Za-z0-9_@.-]{1,128}$/.test(useraccount)) return refused('bad-account', 'OnUserChange');

  return {
    ok: true,
    event: { event: 'OnUserChange', channeltype: channelOf(fields.get('channeltype')), useraccount },
  };
}

const integerText = (value: unknown): string => (Number.isSafeInteger(value) ? String(value) : '');

function channelOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? withoutStray(value) || null : null;
}

function readMapMessageClick(fields: TrimmedFields): EventReading {
  const given = [fields.get('latitude'), fields.get('longitude')];
  if (given.some(isMissing)) return refused('missing-field', 'OnMapMsgClick');
  let [latitude, longitude] = given.map(decimal) as [number, number];
  const swapped = Math.abs(latitude) > 90 && Math.abs(latitude) <= 180 && Math.abs(longitude) <= 90;
  if (swapped) [latitude, longitude] = [longitude, latitude];
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180))
    return refused('bad-coordinate', 'OnMapMsgClick');

  const location = labelOf(fields.get('location'));
  const givenScale = fields.get('scale');
  const scale = scaleOf(givenScale);
  const warnings: MapMessageClick['warnings'] = [
    ...fields.warnings,
    ...(swapped ? (['swapped'] as const) : []),
    ...(latitude === 0 && longitude === 0 ? (['zero'] as const) : []),
    ...(scale === null && !isMissing(givenScale) ? (['scale'] as const) : []),
  ];
  return { ok: true, event: { event: 'OnMapMsgClick', latitude, longitude, location, scale, warnings } };
}

const isMissing = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && isBlank(value));

/** A number, or decimal text, full-width forms included; NaN for anything else. */
function decimal(value: unknown): number {
  if (typeof value === 'number') return value + 0;
  if (typeof value !== 'string') return Number.NaN;
  const text = withoutStray(value)
    .replace(/[０-９．＋－]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace('\u2212', '-');
  return /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) + 0 : Number.NaN;
}

/** Zoom level; null when there is none that can be used. */
function scaleOf(value: unknown): number | null {
  const scale = decimal(value);
  if (!(scale > 0 && scale < Number.POSITIVE_INFINITY)) return null;
  return Math.min(Math.max(Math.floor(scale + 0.5), 1), 28);
}

function labelOf(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') return '';
  const label = withoutStray(withoutUnseen(withLineFeeds(wellFormed(String(value)))));
  // So many units hold at least so many code points, and spare counting a far longer text.
  return [...label.slice(0, 2 * LONGEST_LABEL)].slice(0, LONGEST_LABEL).join('');
}
