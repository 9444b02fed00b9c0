import { css } from 'lit';

/** What every element's shadow root starts from: box sizes, focus rings, and a still page for whoever asked for one. */
export const baseStyles = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 1px;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;

/** Buttons: quiet by default, `.primary` for the one that matters, `.plain` inside a sentence. */
export const buttonStyles = css`
  button,
  a.button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-height: 32px;
    padding: 0 12px;
    border: 1px solid var(--line);
    border-radius: 4px;
    background: var(--surface);
    color: var(--text);
    font: inherit;
    text-decoration: none;
    white-space: nowrap;
    cursor: pointer;
  }
  button:hover,
  a.button:hover {
    background: var(--surface-hover);
  }
  button.primary {
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
  }
  button.primary:hover {
    background: var(--accent-hover);
  }
  button.plain {
    min-height: 24px;
    padding: 0 6px;
    border-color: transparent;
    background: none;
    color: var(--accent);
  }
  button.plain:hover {
    text-decoration: underline;
  }
  button:disabled {
    opacity: 0.45;
    cursor: default;
  }
`;

export const visuallyHidden = css`
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

/** A few ways to choose from, side by side: buttons of which one is pressed. */
export const choiceStyles = css`
  .choice {
    display: inline-flex;
    flex: none;
    border: 1px solid var(--line);
    border-radius: 4px;
    overflow: hidden;
  }
  .choice button {
    min-height: 24px;
    padding: 0 8px;
    border: 0;
    border-radius: 0;
    background: none;
    color: var(--text-quiet);
    font-size: 13px;
  }
  .choice button[aria-pressed='true'] {
    background: var(--surface-selected);
    color: var(--good);
  }
  .choice button:focus-visible {
    outline-offset: -2px;
  }
`;

/** Text fields and menus, as high as the buttons beside them. */
export const fieldStyles = css`
  input,
  select {
    min-width: 0;
    min-height: 28px;
    padding: 0 8px;
    border: 1px solid var(--line-strong);
    border-radius: 4px;
    background: var(--surface);
    color: var(--text);
    font: inherit;
    font-size: 13px;
  }
  input::placeholder {
    color: var(--text-quiet);
    opacity: 1;
  }
`;
