// Templates with {placeholders}: what is not known leaves neither empty brackets nor stray separators.

const PLACEHOLDER = /\{(\w+)\}/g;
/** Stands where a placeholder had nothing to say; a template itself cannot hold it. */
const HOLE = '\0';
const SEPARATOR = '[\\s·|｜,，、;；:：/—–-]';
const EMPTY_BRACKETS = new RegExp(
  `[（(【\\[「《](?:${SEPARATOR}|${HOLE})*${HOLE}(?:${SEPARATOR}|${HOLE})*[）)】\\]」》]`,
  'g',
);
const HOLES = new RegExp(`(${SEPARATOR}*)${HOLE}(?:${SEPARATOR}*${HOLE})*(${SEPARATOR}*)`, 'g');

/**
 * The template with its placeholders replaced. An empty or unknown one takes its brackets with it, and one of the
 * separators beside it. What is put in is never read as template again.
 */
export function filledTemplate(template: string, values: Readonly<Record<string, string>>): string {
  const said = (name: string) => (Object.hasOwn(values, name) ? values[name]! : '');
  const holed = template
    .replaceAll(HOLE, '')
    .replace(PLACEHOLDER, (placeholder, name: string) => (said(name) === '' ? HOLE : placeholder));
  const whole = holed.includes(HOLE) ? withoutHoles(holed) : holed;
  return whole.replace(PLACEHOLDER, (_, name: string) => said(name));
}

const withoutHoles = (holed: string): string =>
  holed
    .replace(EMPTY_BRACKETS, HOLE)
    .replace(HOLES, (run: string, before: string, after: string, at: number, whole: string) =>
      at === 0 || at + run.length === whole.length
        ? ''
        : spaced(before.trim() === '' ? after || before : before),
    );

/** A separator that leant on a bracket, such as the `· ` of `）· `, needs room on both sides without it. */
const spaced = (separator: string): string => (/^[·|｜/–—-]\s/.test(separator) ? ` ${separator}` : separator);
