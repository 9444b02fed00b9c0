import { css } from 'lit';

export const qualityStyles = css`
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 12px;
    margin-bottom: 16px;
  }
  .line > :last-child {
    margin-inline-start: auto;
  }
  .line label {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .line input {
    width: 64px;
  }
  nav {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-bottom: 12px;
  }
  nav a {
    display: inline-flex;
    gap: 6px;
    padding: 6px 10px;
    border: 1px solid var(--line);
    border-radius: 6px;
    background: var(--surface);
    color: var(--text);
    text-decoration: none;
  }
  nav a[aria-current] {
    border-color: var(--accent);
    background: var(--surface-selected);
    font-weight: 600;
  }
  td {
    vertical-align: top;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 6px;
  }
  h2 span,
  h2 button {
    font-size: 14px;
    font-weight: 400;
  }
  .store span {
    display: block;
    font-size: 12px;
  }
  .store + .store {
    margin-top: 8px;
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
`;
