import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds on the page, shadow roots included: a line a fault. Runs beside the page's own policy. */
export async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  });
}
