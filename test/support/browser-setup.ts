import { chromiumPath } from './chromium.ts';

/** Says once what is missing, instead of failing every browser test. */
export function setup() {
  chromiumPath();
}
