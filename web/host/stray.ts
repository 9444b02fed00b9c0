// What strays around keys and values in events: white space of every width, and NUL.

const STRAY = /[\s\u200b-\u200d\u2060\0]/;

/** The text without what strays at its ends. */
export function withoutStray(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && STRAY.test(text[start]!)) start++;
  while (start < end && STRAY.test(text[end - 1]!)) end--;
  return text.slice(start, end);
}

export const isBlank = (text: string): boolean => withoutStray(text) === '';
