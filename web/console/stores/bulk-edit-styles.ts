import { css } from 'lit';

export const bulkEditStyles = css`
  wa-dialog {
    --width: 680px;
  }
  form {
    display: grid;
    gap: 14px;
  }
  .field {
    display: grid;
    grid-template-columns: 110px 130px minmax(0, 1fr);
    gap: 10px;
    align-items: start;
  }
  .field > span {
    padding-top: 6px;
  }
  /* It stands at the left already. */
  wa-select::part(form-control-label),
  wa-tag-input::part(form-control-label) {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .wide {
    grid-column: 1 / -1;
  }
  select,
  input {
    min-height: 32px;
  }
  .afterwards {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
    margin: 0;
    padding: 10px 12px;
    border: 1px solid var(--line);
    border-radius: 6px;
  }
  .afterwards label {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 32px;
  }
  .afterwards input[type='radio'] {
    min-height: 0;
  }
  footer {
    display: flex;
    align-items: center;
    justify-content: flex-end;
    gap: 8px;
  }
  .quiet {
    color: var(--text-quiet);
  }
`;
