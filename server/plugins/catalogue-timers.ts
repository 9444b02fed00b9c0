// What happens to the catalogue by itself: stores are published at their date, removed ones forgotten after 90 days.
import fp from 'fastify-plugin';
import { publishDue } from '../catalogue/publish-due.ts';
import { asJob } from '../jobs.ts';

/** A date is met this late at most where another node made the plan. */
const LOOK_EVERY_MS = 15_000;
const FORGET_EVERY_MS = 60 * 60_000;
const REMOVED_KEPT_DAYS = 90;
const ANSWERS_KEPT_HOURS = 24;

export default fp(
  async (app) => {
    const { storage, log } = app;
    let timer: NodeJS.Timeout | undefined;
    let looking: Promise<void> | undefined;
    let isClosing = false;

    async function look(): Promise<void> {
      const published = await asJob(
        'publish at a date',
        () => publishDue(storage, new Date()),
        ({ failed }) => (failed.length > 0 ? 'failed' : 'done'),
      );
      for (const { id, error } of published.failed)
        log.warn({ err: error, store: id }, 'not published at its date');
      const next = await storage.catalogue.nextDue();
      const wait = next === undefined ? LOOK_EVERY_MS : Date.parse(next) - Date.now();
      if (!isClosing) timer = setTimeout(start, Math.max(0, Math.min(wait, LOOK_EVERY_MS))).unref();
    }
    function start(): void {
      looking = look().catch((error) => {
        log.error({ err: error }, 'publishing at a date failed');
        if (!isClosing) timer = setTimeout(start, LOOK_EVERY_MS).unref();
      });
    }

    async function forget(): Promise<void> {
      const now = Date.now();
      await storage.catalogue.purge(new Date(now - REMOVED_KEPT_DAYS * 86_400_000));
      await storage.media.purge(new Date(now));
      await storage.answers.purge(new Date(now - ANSWERS_KEPT_HOURS * 3_600_000));
    }
    const forgetting = setInterval(() => {
      asJob('forget', forget).catch((error) => log.error({ err: error }, 'forgetting what is old failed'));
    }, FORGET_EVERY_MS).unref();

    app.addHook('onReady', async () => start());
    app.addHook('onClose', async () => {
      isClosing = true;
      clearTimeout(timer);
      clearInterval(forgetting);
      await looking;
    });
  },
  { name: 'catalogue-timers', dependencies: ['storage'] },
);
