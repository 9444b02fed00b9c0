// How long an answer may be kept, by its headers (RFC 9111), within bounds that suit tiles.

type Header = (name: string) => string | undefined;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Said or not, a street is not redrawn within minutes, and nobody is to be asked twice for one view of the map. */
const SHORTEST = 5 * MINUTE;
const LONGEST = 30 * DAY;
/** OpenStreetMap's tile usage policy asks for this where nothing is said; others say less. */
const UNSAID = 7 * DAY;

/** Milliseconds from `now`; undefined when a cache that serves many may not keep it. */
export function lifetime(header: Header, now: number): number | undefined {
  const directives = new Map(
    (header('cache-control') ?? '').split(',').map((directive) => {
      const [name = '', value = ''] = directive.split('=');
      return [name.trim().toLowerCase(), value];
    }),
  );
  if (directives.has('no-store') || directives.has('private')) return undefined;
  if (directives.has('no-cache')) return SHORTEST;
  const seconds = number(directives.get('s-maxage') ?? directives.get('max-age'));
  const expires = Date.parse(header('expires') ?? '');
  if (seconds === undefined && Number.isNaN(expires)) return UNSAID;
  const said = seconds === undefined ? expires - now : (seconds - (number(header('age')) ?? 0)) * 1000;
  return Math.min(Math.max(said, SHORTEST), LONGEST);
}

/** Seconds as RFC 9111 writes them, also in quotes as some servers do. */
function number(text: string | undefined): number | undefined {
  const [, digits] = /^"?(\d{1,12})"?$/.exec(text?.trim() ?? '') ?? [];
  return digits === undefined ? undefined : Number(digits);
}
