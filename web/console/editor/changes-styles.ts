import { css } from 'lit';

export const changesStyles = css`
  table.changes {
    width: 100%;
    border-collapse: collapse;
    font-size: 13px;
  }
  .changes th {
    padding: 4px 8px 4px 0;
    color: var(--text-quiet);
    font-weight: 400;
    text-align: start;
    vertical-align: top;
    white-space: nowrap;
  }
  .changes td {
    padding: 4px 8px 4px 0;
    overflow-wrap: anywhere;
    vertical-align: top;
    white-space: pre-line;
  }
  .changes del {
    color: var(--text-quiet);
  }
  .changes ins {
    background: var(--good-surface);
    text-decoration: none;
  }
`;
