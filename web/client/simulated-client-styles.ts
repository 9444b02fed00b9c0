import { css } from 'lit';

/** Conversations, the chat and 420 px of plugins side by side, below a bar; the log across the foot of all. */
export const simulatedClientStyles = css`
  :host {
    display: grid;
    grid-template: auto minmax(0, 1fr) auto / minmax(150px, 220px) minmax(280px, 1fr) 420px;
    height: 100vh;
    color: var(--text);
    font: 14px / 1.5 var(--font);
  }
  client-bar {
    grid-column: 1 / -1;
  }
  conversation-list {
    border-inline-end: 1px solid var(--line);
  }
  main {
    display: grid;
    grid-template-rows: auto auto minmax(0, 1fr) auto;
    min-width: 0;
  }
  h2 {
    margin: 0;
    padding: 10px 16px;
    border-bottom: 1px solid var(--line);
    background: var(--surface);
    font-size: 15px;
  }
  plugin-strip {
    border-inline-start: 1px solid var(--line);
  }
  interaction-table {
    grid-column: 1 / -1;
    height: 34vh;
    border-top: 1px solid var(--line-strong);
  }
  .options {
    position: absolute;
    z-index: 1;
    inset: 46px auto auto 12px;
    width: 320px;
    max-height: calc(100vh - 60px);
    border: 1px solid var(--line);
    border-radius: 8px;
    background: var(--surface);
    box-shadow: 0 8px 24px rgb(0 0 0 / 18%);
    overflow-y: auto;
  }
`;
