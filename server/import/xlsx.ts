import type { ByteSource } from './byte-source.ts';
import type { OpenedTable } from './open-table.ts';
import { ImportRefused } from './reasons.ts';
export async function openXlsx(_source: ByteSource, _options: object): Promise<OpenedTable> {
  throw new ImportRefused('unsupported-format', 'later');
}
