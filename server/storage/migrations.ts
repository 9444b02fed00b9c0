// How the tables came to be, step by step, a file each. A step that has been released is never edited: a new one is added.
import { type Migration, Migrator } from 'kysely/migration';
import type { Engine } from './engine.ts';
import { MigrationFailed } from './errors.ts';
import { catalogue } from './migrations/001-catalogue.ts';
import { access } from './migrations/010-access.ts';
import { editing } from './migrations/020-editing.ts';
import { imports } from './migrations/030-imports.ts';
import { geocoding } from './migrations/031-geocoding.ts';
import { media } from './migrations/040-media.ts';
import { insights } from './migrations/050-insights.ts';
import { quality } from './migrations/051-quality.ts';
import { webhooks } from './migrations/060-webhooks.ts';
import { secrets } from './migrations/070-secrets.ts';
import { carriedOut } from './migrations/080-carried-out.ts';

/** What both engines have, in the order of the names. */
export const shared: Readonly<Record<string, Migration>> = {
  '001-catalogue': catalogue,
  '010-access': access,
  '020-editing': editing,
  '030-imports': imports,
  '031-geocoding': geocoding,
  '040-media': media,
  '050-insights': insights,
  '051-quality': quality,
  '060-webhooks': webhooks,
  '070-secrets': secrets,
  '080-carried-out': carriedOut,
};

/**
 * Brings the tables up to date, all missing steps in one transaction. Nodes that start together take turns.
 * @throws MIGRATION_FAILED naming the step; the database is then as it was
 */
export async function migrate({ writer, migrations }: Pick<Engine, 'writer' | 'migrations'>, steps = shared) {
  const all = { ...steps, ...migrations };
  const migrator = new Migrator({
    db: writer,
    provider: { getMigrations: async () => all },
    // Numbers belong to areas, and a step of one may be released after a later step of another.
    allowUnorderedMigrations: true,
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'the list of steps';
  throw new MigrationFailed(failed, error instanceof Error ? error.message : String(error), { cause: error });
}
