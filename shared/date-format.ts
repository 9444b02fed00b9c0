// Making a format takes up to a millisecond and using one a microsecond, and a list of stores uses dozens.

const formats = new Map<string, Intl.DateTimeFormat>();

/** The format for these options, made once; there are no more of them than time zones and places that ask. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, options);
    formats.set(key, format);
  }
  return format;
}
