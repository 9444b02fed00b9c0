// The quality desk looks at all stores once a day, on one node, and asks for their covers once a week.
import fp from 'fastify-plugin';
import { asJob } from '../jobs.ts';
import { coverRound } from '../quality/cover-round.ts';
import { QualityDesk } from '../quality/quality-desk.ts';
import { CoverCheck } from '../upstream/cover-check.ts';

declare module 'fastify' {
  interface FastifyInstance {
    qualityDesk: QualityDesk;
  }
}

const LOOK_EVERY_MS = 10 * 60_000;

export default fp(
  async (app) => {
    const { storage, log } = app;
    const desk = new QualityDesk(storage, app.config.publicUrl);
    const check = new CoverCheck();
    const stopping = new AbortController();
    app.decorate('qualityDesk', desk);

    let looking: Promise<void> | undefined;
    async function look(): Promise<void> {
      await desk.beginIfDue();
      await desk.scanned();
      await asJob('cover round', () => coverRound(storage.quality, check, stopping.signal));
    }
    const timer = setInterval(() => {
      looking ??= look()
        .catch((error) => {
          if (!stopping.signal.aborted) log.error({ err: error }, 'looking at all stores failed');
        })
        .finally(() => {
          looking = undefined;
        });
    }, LOOK_EVERY_MS).unref();

    app.addHook('preClose', async () => {
      clearInterval(timer);
      stopping.abort();
      await desk.close();
      await looking;
      await check.close();
    });
  },
  { name: 'quality', dependencies: ['storage'] },
);
