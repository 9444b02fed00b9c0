// What imports rely on of storage, for both engines.
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { bufferSource } from '../../../server/import/byte-source.ts';
import { DEFAULT_OPTIONS } from '../../../server/import/options.ts';
import { ImportRunner } from '../../../server/import/runner.ts';
import type { ImportJob } from '../../../server/storage/imports/contract.ts';
import type { Storage } from '../../../server/storage/repository.ts';
import { generatedCsv } from '../../support/generated-csv.ts';
import { aStore, tester } from '../../support/stores.ts';

const options = { ...DEFAULT_OPTIONS, datum: 'wgs84' } as const;

/** @param open  two storages on one empty database, as two nodes have them */
export function testImports(open: () => Promise<readonly [Storage, Storage]>) {
  const receive = ({ imports }: Storage, text: string) => {
    const source = bufferSource(Buffer.from(text));
    const pieces = source.read(0, source.size);
    return imports.receive({ fileName: 'stores.csv', options, pieces, most: 100_000_000 }, tester);
  };
  const runnerOn = (storage: Storage) => {
    const runner = new ImportRunner(storage, (error) => {
      throw error;
    });
    onTestFinished(() => runner.close());
    return runner;
  };
  async function settled(storage: Storage, runner: ImportRunner, id: string): Promise<ImportJob> {
    for (;;) {
      runner.kick();
      const job = (await storage.imports.get(id))!;
      if (job.state !== 'reading' && job.state !== 'applying') return job;
      await pause(5);
    }
  }

  describe('imports', () => {
    it('are carried on by whichever node is there, from the upload to the last store', async () => {
      const [one, two] = await open();
      const { id } = await receive(one, generatedCsv(2_500, true));
      const looked = await settled(two, runnerOn(two), id);
      expect(looked.summary).toMatchObject({ records: 2_500, create: 2_497, rejected: 3 });
      await two.imports.confirm(id, looked.generation, { by: tester, publish: true });
      expect(await settled(one, runnerOn(one), id)).toMatchObject({
        state: 'done',
        operation: expect.any(String),
      });
      const { stores } = await two.stores.list({ sid: 'S002499', limit: 1 });
      expect(stores).toMatchObject([{ name: '门店2499' }]);
    });

    it('are taken over from a node that says nothing any more, and from no other', async () => {
      const [one, two] = await open();
      const { id } = await receive(one, generatedCsv(10));
      vi.useFakeTimers({ toFake: ['Date'] });
      onTestFinished(() => void vi.useRealTimers());
      expect(await one.imports.claim('node that dies')).toMatchObject({ id });
      expect(await two.imports.claim('another node')).toBeUndefined();
      vi.setSystemTime(Date.now() + 31_000);
      const job = await two.imports.claim('another node');
      expect(job).toMatchObject({ id });
      expect(await one.imports.renew(job!, 'node that dies', { records: 1, share: 0.1, startedAt: '' })).toBe(
        false,
      );
    });

    it('are written whole or not at all: one store that changed since, and none is', async () => {
      const [one, two] = await open();
      await one.stores.put([{ id: 'a', fields: aStore({ sid: 'S000007' }) }], tester);
      const { id } = await receive(one, generatedCsv(1_500));
      const runner = runnerOn(one);
      const looked = await settled(one, runner, id);
      expect(looked.summary).toMatchObject({ create: 1_499, update: 1 });
      await two.stores.put([{ id: 'a', fields: aStore({ sid: 'S000007', name: '刚改' }) }], tester);
      await one.imports.confirm(id, looked.generation, { by: tester, publish: true });
      expect(await settled(one, runner, id)).toMatchObject({
        state: 'ready',
        generation: 2,
        summary: { isStale: true },
      });
      expect((await one.stores.list({ limit: 10 })).stores).toMatchObject([{ name: '刚改' }]);
    });

    it('leave nothing behind when they are given up, and files nobody confirms go after a week', async () => {
      const [one] = await open();
      const { id } = await receive(one, generatedCsv(10));
      await one.imports.cancel(id);
      for await (const _ of one.imports.source({ id, bytes: 10 }).read(0, 10)) expect.unreachable();
      const { id: other } = await receive(one, generatedCsv(10));
      await one.imports.purge(new Date(Date.now() + 8 * 24 * 60 * 60_000));
      expect(await one.imports.get(other)).toBeUndefined();
    });
  });
}
