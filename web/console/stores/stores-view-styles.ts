import { css } from 'lit';

export const storesViewStyles = css`
  :host {
    display: grid;
    grid-template-rows: auto auto minmax(0, 1fr);
    height: 100%;
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    min-height: 44px;
    padding: 4px 16px;
    border-bottom: 1px solid var(--line);
    background: var(--surface);
  }
  .line.selected {
    background: var(--surface-selected);
  }
  .both {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    min-height: 0;
  }
  .both[data-map] {
    grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
  }
  .spring {
    flex: 1;
  }
  .quiet {
    color: var(--text-quiet);
  }
`;
