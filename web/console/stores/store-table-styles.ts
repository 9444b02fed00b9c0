import { css } from 'lit';

export const ROW_HEIGHT = 44;

export const storeTableStyles = css`
  :host {
    display: block;
    min-height: 0;
    overflow-x: auto;
    background: var(--surface);
    font-size: 13px;
  }
  .grid {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    height: 100%;
  }
  .row {
    display: grid;
    grid-template-columns: 40px var(--columns);
    align-items: center;
    width: 100%;
    min-width: var(--least);
    border-bottom: 1px solid var(--line);
  }
  .head {
    position: sticky;
    top: 0;
    z-index: 1;
    height: 36px;
    background: var(--surface-sunken);
    color: var(--text-quiet);
    font-weight: 600;
  }
  .body {
    position: relative;
    overflow: hidden auto;
    min-width: var(--least);
  }
  .body .row {
    height: ${ROW_HEIGHT}px;
    contain: strict;
    cursor: pointer;
  }
  .body .row:hover,
  .body .row.hovered {
    background: var(--surface-hover);
  }
  .body .row[aria-selected='true'] {
    background: var(--surface-selected);
  }
  .body .row.opened {
    box-shadow: inset 3px 0 var(--accent);
  }
  .body .row:focus-visible {
    outline-offset: -2px;
  }
  .cell {
    min-width: 0;
    padding: 0 10px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .choose {
    display: grid;
    place-items: center;
    height: 100%;
  }
  .head button {
    display: inline-flex;
    gap: 4px;
    min-height: 28px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
  }
  .head button[aria-pressed='true'] {
    color: var(--text);
  }
  .name {
    font-weight: 600;
  }
  .quiet {
    color: var(--text-quiet);
  }
  .status {
    padding: 1px 6px;
    border-radius: 3px;
    background: var(--surface-sunken);
  }
  .status.published {
    background: var(--good-surface);
    color: var(--good);
  }
  .status.draft,
  .status.edited,
  .status.planned {
    background: var(--warn-surface);
    color: var(--warn);
  }
  .state-open {
    color: var(--good);
  }
  .state-temporarily-closed {
    color: var(--bad);
  }
  .skeleton {
    display: block;
    width: 60%;
    height: 12px;
    border-radius: 3px;
    background: var(--skeleton);
  }
  .message {
    height: 100%;
    min-height: 180px;
  }
`;
