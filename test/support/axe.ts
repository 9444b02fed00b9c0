import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds on the page, shadow roots included: a line a fault. Runs beside the page's own policy. */
export async function axeFaults(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return await page.evaluate(async () => {
    // What passed is not listed element by element: that takes axe longer than finding the faults.
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run({
      resultTypes: ['violations'],
    });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  });
}
