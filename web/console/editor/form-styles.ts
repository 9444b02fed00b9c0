import { css } from 'lit';

/** How the editor's fields stand: labels over fields, two in a line where there is room, faults below. */
export const formStyles = css`
  fieldset {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(220px, 1fr));
    gap: 12px;
    margin: 0 0 16px;
    padding: 14px 16px 16px;
    border: 1px solid var(--line);
    border-radius: 6px;
    background: var(--surface);
  }
  legend {
    padding: 0 6px;
    font-weight: 600;
  }
  label,
  .field {
    display: grid;
    align-content: start;
    gap: 4px;
    min-width: 0;
  }
  .wide {
    grid-column: 1 / -1;
  }
  label > span,
  .field > span {
    color: var(--text-quiet);
    font-size: 13px;
  }
  wa-select::part(form-control-label),
  wa-tag-input::part(form-control-label) {
    color: var(--text-quiet);
    font-size: 13px;
  }
  input,
  select,
  textarea {
    width: 100%;
    min-height: 34px;
    font-size: 14px;
  }
  input[type='checkbox'],
  input[type='radio'] {
    width: auto;
    min-height: 0;
  }
  textarea {
    padding: 6px 8px;
    border: 1px solid var(--line-strong);
    border-radius: 4px;
    background: var(--surface);
    color: var(--text);
    font: inherit;
  }
  small {
    color: var(--text-quiet);
  }
  .fault {
    color: var(--bad);
  }
  [aria-invalid='true'] {
    border-color: var(--bad);
  }
  .quiet {
    color: var(--text-quiet);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
`;
