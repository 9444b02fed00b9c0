import { expect, it } from 'vitest';
import { openApp } from '../support/app.ts';

it('compiles the schema of every route', async () => {
  const app = await openApp();
  await expect(app.compileSchemas()).resolves.toBeUndefined();
});
