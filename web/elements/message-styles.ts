import { css } from 'lit';

/** How messages look in the chat and in the input box. */
export const messageStyles = css`
  .text {
    margin: 0;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .picture {
    display: block;
    max-width: 220px;
    max-height: 160px;
    border-radius: 4px;
  }
  .news {
    width: 260px;
    max-width: 100%;
    border: 1px solid var(--line);
    border-radius: 4px;
    background: var(--surface);
    overflow: hidden;
  }
  .article {
    display: grid;
    grid-template: 'title title' auto 'digest cover' auto / 1fr auto;
    gap: 4px 8px;
    padding: 10px 12px;
    color: var(--text);
    text-decoration: none;
  }
  .article + .article {
    border-top: 1px solid var(--line);
  }
  .article:hover {
    background: var(--surface-hover);
  }
  .title {
    grid-area: title;
    font-size: 14px;
    overflow-wrap: anywhere;
  }
  .digest {
    grid-area: digest;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: hidden;
    color: var(--text-quiet);
    font-size: 12px;
    line-height: 1.4;
    overflow-wrap: anywhere;
  }
  .cover {
    grid-area: cover;
    width: 48px;
    height: 48px;
    border-radius: 2px;
    object-fit: cover;
  }
`;
