import { css } from 'lit';

/** Views that are a page of sections and tables. */
export const pageStyles = css`
  :host {
    display: block;
    max-width: 1100px;
    margin: 0 auto;
    padding: 24px 20px 60px;
  }
  section {
    margin-bottom: 28px;
    padding: 18px 20px;
    border: 1px solid var(--line);
    border-radius: 8px;
    background: var(--surface);
  }
  h2 {
    display: flex;
    align-items: center;
    justify-content: space-between;
    margin: 0 0 12px;
    font-size: 16px;
  }
  h2 button {
    font-size: 14px;
    font-weight: 400;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 13px;
  }
  th {
    padding: 6px 10px 6px 0;
    border-bottom: 1px solid var(--line);
    color: var(--text-quiet);
    font-weight: 600;
    text-align: start;
    white-space: nowrap;
  }
  td {
    padding: 8px 10px 8px 0;
    border-bottom: 1px solid var(--line);
    vertical-align: middle;
    overflow-wrap: anywhere;
  }
  td a {
    color: var(--accent);
  }
  td.actions {
    text-align: end;
    white-space: nowrap;
  }
  td small {
    display: block;
    color: var(--text-quiet);
  }
  .quiet {
    color: var(--text-quiet);
  }
  .bad {
    color: var(--bad);
  }
  form {
    display: grid;
    gap: 12px;
  }
  label {
    display: grid;
    gap: 4px;
  }
  label > span,
  fieldset > legend {
    color: var(--text-quiet);
    font-size: 13px;
  }
  fieldset {
    margin: 0;
    border: 1px solid var(--line);
    border-radius: 6px;
  }
  label.check {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    margin-inline-end: 14px;
  }
  label.check input {
    min-height: 0;
  }
  input,
  select {
    min-height: 34px;
    font-size: 14px;
  }
  footer {
    display: flex;
    justify-content: flex-end;
    gap: 8px;
  }
`;

/** A section that is an element of its own on such a page. */
export const sectionStyles = css`
  :host {
    padding: 0;
  }
`;
