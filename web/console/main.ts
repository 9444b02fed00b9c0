import '@awesome.me/webawesome/dist/translations/zh-cn.js';
import { KeptValues } from '../elements/kept-values.ts';
import { shellWords } from '../locale/console/shell-words.ts';
import { languageOf } from '../locale/language.ts';
import { registerIcons } from './console-icons.ts';

registerIcons();
// What shows icons is loaded after it is known where they are.
const { OpsConsole } = await import('./ops-console.ts');

const kept = new KeptValues(() => localStorage);
const console = new OpsConsole();
const chosen = kept.get('console.language');
console.language =
  chosen === 'en' || chosen === 'zh-CN' ? chosen : languageOf(location.search, navigator.language);

function speak() {
  document.documentElement.lang = console.language;
  const words = shellWords[console.language];
  document.title = `${words.title} · ${words.product}`;
}

// The component library wears dark by a class.
const dark = matchMedia('(prefers-color-scheme: dark)');
const dress = () => document.documentElement.classList.toggle('wa-dark', dark.matches);
dark.addEventListener('change', dress);

console.addEventListener('language-change', () => {
  kept.set('console.language', console.language);
  speak();
});
dress();
speak();
document.body.append(console);
