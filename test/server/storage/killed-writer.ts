// A process that writes until it is killed: node killed-writer.ts <folder> <name>. It says each group once it is kept.
import { writeSync } from 'node:fs';
import { openStorage } from '../../../server/storage/index.ts';
import { aStore, tester } from '../../support/stores.ts';

const [folder = '', name = ''] = process.argv.slice(2);
const storage = await openStorage(folder);
for (let group = 0; ; group++) {
  const ids = [0, 1, 2].map((member) => `${name}-${group}-${member}`);
  await storage.stores.put(
    ids.map((id) => ({ id, fields: aStore() })),
    tester,
  );
  writeSync(1, `${group}\n`);
}
