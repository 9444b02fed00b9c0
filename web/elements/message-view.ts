import { html, nothing, type TemplateResult } from 'lit';
import type { ChatMessage } from '../../shared/chat-message.ts';

/** A message as chat clients show it: the first article large, further ones below. Text stays text. */
export function messageView(message: ChatMessage): TemplateResult {
  switch (message.type) {
    case 'text':
      return html`<p class="text">${message.text}</p>`;
    case 'picture':
      return html`<img class="picture" src=${message.url} alt="" />`;
    case 'news':
      return html`<div class="news">
        ${message.articles.map(
          ({ title, digest, cover, url }) => html`<a
            class="article"
            href=${url}
            target="_blank"
            rel="noopener noreferrer"
          >
            <span class="title">${title}</span>
            <span class="digest">${digest}</span>
            ${cover === '' ? nothing : html`<img class="cover" src=${cover} alt="" />`}
          </a>`,
        )}
      </div>`;
  }
}
