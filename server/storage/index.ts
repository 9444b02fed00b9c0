import { openAccess } from './access/index.ts';
import { openAnswers } from './catalogue/answers.ts';
import { openHolidaySets } from './catalogue/holiday-sets.ts';
import { openCatalogue } from './catalogue/index.ts';
import { openOperations } from './catalogue/operations.ts';
import { openCategories } from './categories.ts';
import { isUnfinished } from './copy-storage.ts';
import { CopyUnfinished } from './errors.ts';
import { openFeatures } from './features.ts';
import { openImports } from './imports/index.ts';
import { openInsights } from './insights/index.ts';
import { openMedia } from './media/index.ts';
import { openEngine, placeOf } from './open-engine.ts';
import { openQuality } from './quality/index.ts';
import type { Storage } from './repository.ts';
import { openSecrets } from './secrets.ts';
import { openSettings } from './settings.ts';
import { openStores } from './stores.ts';
import { openWebhooks } from './webhooks/index.ts';
import { openWriteLine } from './write-line.ts';

/**
 * Opens the storage at an address and brings its tables up to date: `:memory:` (gone with the process), a file ending
 * in `.sqlite`, a folder, which then holds `stores.sqlite`, or a database of PostgreSQL, `postgres://…`. What does not
 * exist is made, but for the database. Of PostgreSQL, `replica` may be the address of one, for reads.
 * @throws INVALID_STORAGE_ADDRESS, STORAGE_NOT_OPENED, MIGRATION_FAILED, COPY_UNFINISHED
 */
export async function openStorage(address: string, replica?: string): Promise<Storage> {
  const engine = await openEngine(address, replica);
  try {
    if (await isUnfinished(engine)) throw new CopyUnfinished(placeOf(address));
    const categories = openCategories(engine);
    const line = await openWriteLine(engine);
    return {
      stores: openStores(engine, line, categories.all),
      catalogue: openCatalogue(engine, line, categories.all),
      operations: openOperations(engine, line),
      answers: openAnswers(engine),
      holidaySets: openHolidaySets(engine),
      imports: openImports(engine, line),
      insights: openInsights(engine),
      media: openMedia(engine),
      quality: openQuality(engine),
      categories,
      features: openFeatures(engine),
      settings: openSettings(engine),
      secrets: openSecrets(engine),
      webhooks: openWebhooks(engine),
      access: openAccess(engine),
      probe: engine.probe,
      connections: engine.connections,
      close: async () => {
        await line.close();
        await engine.close();
      },
    };
  } catch (error) {
    await engine.close();
    throw error;
  }
}
