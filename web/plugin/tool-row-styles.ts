import { css } from 'lit';

/** Fields and small buttons side by side, one row of tools over the other. */
export const toolRowStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 5px;
    min-width: 0;
    font-size: 13px;
  }
  form,
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
    min-width: 0;
  }
  input {
    flex: 1 0 120px;
  }
  button {
    flex: none;
    min-height: 28px;
    padding: 0 8px;
    font-size: 13px;
  }
  [aria-pressed='true'] {
    background: var(--surface-selected);
    color: var(--good);
  }
`;
