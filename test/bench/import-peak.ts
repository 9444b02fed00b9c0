// A process of its own for one import, as the command line makes it: `node import-peak.ts FILE FOLDER` prints the most
// memory that it ever held, in kilobytes.
import { fileSource } from '../../server/import/byte-source.ts';
import { DEFAULT_OPTIONS } from '../../server/import/options.ts';
import { imported } from '../../server/import/report.ts';
import { openStorage } from '../../server/storage/index.ts';
import { tester } from '../support/stores.ts';

const [, , file = '', storageFolder = ''] = process.argv;
const storage = await openStorage(storageFolder);
const { rejected, file: refusal } = await imported(
  storage,
  {
    fileName: 'stores.csv',
    source: await fileSource(file),
    options: { ...DEFAULT_OPTIONS, datum: 'wgs84' },
    by: tester,
    askDatum: async () => 'wgs84',
  },
  () => {},
);
await storage.close();
if (refusal || rejected.length > 0) throw new Error('The file was not imported as a whole');
console.log(process.resourceUsage().maxRSS);
