import type { Task } from '@lit/task';
import { html, type TemplateResult } from 'lit';
import type { Language } from '../../shared/language.ts';
import { shellWords } from '../locale/console/shell-words.ts';
import { failureText } from './failure-text.ts';

/** What a task read, also while it reads again; that it is being read, or why it could not be, and another try. */
export function whatIsRead<Value>(
  task: Task<readonly unknown[], Value>,
  language: Language,
  shown: (value: Value) => TemplateResult,
) {
  if (task.value !== undefined) return shown(task.value);
  const words = shellWords[language];
  return task.error === undefined
    ? html`<p role="status">${words.loading}</p>`
    : html`<p class="bad" role="alert">
        ${failureText(task.error, language)}
        <button @click=${() => task.run()}>${words.retry}</button>
      </p>`;
}
