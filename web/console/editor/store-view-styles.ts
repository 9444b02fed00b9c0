import { css } from 'lit';

export const storeViewStyles = css`
  :host {
    display: grid;
    grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr) minmax(320px, 460px);
    height: 100%;
  }
  .head,
  .foot {
    grid-column: 1 / -1;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 8px 16px;
    background: var(--surface);
  }
  .head {
    border-bottom: 1px solid var(--line);
  }
  .foot {
    border-top: 1px solid var(--line);
  }
  .head h2 {
    margin: 0;
    font-size: 16px;
  }
  .spring {
    flex: 1;
  }
  .form {
    padding: 16px;
    overflow: auto;
  }
  .note {
    margin: 0 0 12px;
    padding: 8px 12px;
    border-radius: 4px;
    background: var(--warn-surface);
    color: var(--warn);
  }
  .quiet {
    color: var(--text-quiet);
  }
  .bad {
    color: var(--bad);
  }
  .row {
    display: flex;
    gap: 8px;
  }
  .message {
    grid-column: 1 / -1;
  }
  @media (max-width: 900px) {
    :host {
      display: block;
      overflow: auto;
    }
  }
`;
