import fp from 'fastify-plugin';
import { loadDemo } from '../demo/index.ts';

/** Fills a catalogue that never held a store, before anything reads it. */
export default fp(async (app) => void (await loadDemo(app.storage)), {
  name: 'demo-stores',
  dependencies: ['storage'],
});
