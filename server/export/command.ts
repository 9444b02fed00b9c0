// nearby-stores export: the stores as a file.
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Misuse, onStorage, readArguments } from '../command-line.ts';
import { EXPORT_FORMATS, EXTENSIONS, type ExportFormat, exported } from './export.ts';
import { exportedStores } from './rows.ts';

export const exportUsage = `nearby-stores export [FILE] [--format ${EXPORT_FORMATS.join('|')}] [--published]`;

export const exportCommand = (args: string[]): Promise<void> =>
  onStorage(async ({ stores }) => {
    const { positionals, values } = readArguments(args, {
      format: { type: 'string' },
      published: { type: 'boolean' },
    });
    const [file, ...more] = positionals;
    if (more.length > 0) throw new Misuse(`export takes no "${more[0]}".\n\n${exportUsage}`);
    const format = formatOf(values.format, file);
    const pages = exportedStores(stores, values.published ? { status: 'published' } : {});
    await pipeline(exported(format, pages), file === undefined ? process.stdout : createWriteStream(file));
  });

function formatOf(named: string | undefined, file: string | undefined): ExportFormat {
  const found = EXPORT_FORMATS.find((format) =>
    named === undefined ? file?.toLowerCase().endsWith(`.${EXTENSIONS[format]}`) : format === named,
  );
  if (found) return found;
  throw new Misuse(`Say in which format: --format ${EXPORT_FORMATS.join(', ')}.\n\n${exportUsage}`);
}
