// Several texts in one cell: with 、；; or line feeds between, as people write them; as JSON where a text has such a mark itself.

const SEPARATORS = /[;；、|\n]+/;
const PLAIN = /^[^[\s;；、|,，"'](?:[^;；、|,，\n\r]*[^\s;；、|,，])?$/;

export const writeList = (texts: readonly string[]): string =>
  texts.every((text) => PLAIN.test(text)) ? texts.join('；') : JSON.stringify(texts);

/** Most cells hold one text, and it is worth knowing that early. */
const ALONE = /^[\w+.()#*-]+$|^[\u3400-\u9fff]+$/;

/** The texts of a cell, without blank ones and repetitions. Commas part them too, where nothing else does. */
export function readList(cell: string): string[] {
  if (ALONE.test(cell)) return [cell];
  const parts = jsonList(cell) ?? cell.split(SEPARATORS.test(cell) ? SEPARATORS : /[,，]/);
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))];
}

function jsonList(cell: string): string[] | undefined {
  if (!cell.startsWith('[')) return undefined;
  try {
    const list: unknown = JSON.parse(cell);
    return Array.isArray(list) && list.every((item) => typeof item === 'string') ? list : undefined;
  } catch {
    return undefined;
  }
}
