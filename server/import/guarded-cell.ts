// Text that a spreadsheet would take for a formula, made harmless and back. A quote in front is Excel's own mark for text.

const RUNS = /^'*[=+\-@\t\r＝＋－＠]/;

/** The text with a quote in front where a spreadsheet might run it. */
export const guarded = (text: string): string => (RUNS.test(text) ? `'${text}` : text);

/** What {@link guarded} was given. */
export const unguarded = (text: string): string =>
  text.charCodeAt(0) === 39 && RUNS.test(text) ? text.slice(1) : text;
