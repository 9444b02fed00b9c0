import { css } from 'lit';

/** Three lines of 19 px: a row is 72 px high, details are below it. */
export const storeRowStyles = css`
  :host {
    display: block;
    position: relative;
    border-block-end: 1px solid var(--line);
    background: var(--surface);
  }
  :host(:hover),
  :host([hovered]) {
    background: var(--surface-hover);
  }
  .row {
    display: grid;
    grid-template-columns: 22px minmax(0, 1fr);
    gap: 8px;
    width: 100%;
    height: 71px;
    padding: 7px 12px;
    border: 0;
    background: none;
    color: var(--text);
    font: inherit;
    line-height: 19px;
    text-align: start;
    cursor: pointer;
  }
  .row[aria-checked='true'] {
    background: var(--surface-selected);
    box-shadow: inset 3px 0 var(--accent);
  }
  .row:focus-visible {
    outline-offset: -2px;
  }
  .marks {
    display: grid;
    align-content: space-between;
    justify-items: center;
    width: 20px;
    height: 56px;
  }
  .number {
    width: 20px;
    height: 20px;
    border-radius: 10px;
    background: var(--accent);
    color: var(--on-accent);
    font-size: 12px;
    line-height: 20px;
    text-align: center;
  }
  .box {
    width: 14px;
    height: 14px;
    margin-block-end: 2px;
    border: 1px solid var(--line-strong);
    border-radius: 3px;
  }
  [aria-checked='true'] .box {
    border-color: var(--accent);
    background: var(--accent);
  }
  [aria-checked='true'] .box::after {
    content: '';
    display: block;
    width: 4px;
    height: 8px;
    margin: 0 auto;
    border: solid var(--on-accent);
    border-width: 0 2px 2px 0;
    transform: rotate(45deg);
  }
  .line {
    display: flex;
    gap: 8px;
  }
  .line > :first-child {
    flex: 1;
  }
  .name,
  .address,
  .hours {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .name {
    font-weight: 600;
  }
  .distance {
    font-variant-numeric: tabular-nums;
  }
  .hours,
  .address,
  .mark {
    font-size: 13px;
  }
  .address {
    padding-inline-end: 44px;
  }
  .address,
  .quiet {
    color: var(--text-quiet);
  }
  .good {
    color: var(--good);
  }
  .warn,
  .border {
    color: var(--warn);
  }
  .mark {
    white-space: nowrap;
  }
  .more {
    position: absolute;
    inset: 44px 6px auto auto;
    font-size: 13px;
  }
  dl {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 2px 10px;
    margin: 0;
    padding: 2px 12px 10px 42px;
    font-size: 13px;
    line-height: 19px;
    overflow-wrap: anywhere;
    user-select: text;
  }
  .report,
  report-form {
    margin: -6px 12px 8px 36px;
    font-size: 13px;
  }
  dt {
    color: var(--text-quiet);
  }
  dd {
    margin: 0;
  }
  a {
    color: var(--accent);
  }
`;
