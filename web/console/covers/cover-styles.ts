import { css } from 'lit';

export const coverStyles = css`
  :host {
    display: grid;
    gap: 8px;
    padding: 10px;
    border: 1px dashed var(--line-strong);
    border-radius: 6px;
  }
  button {
    gap: 6px;
  }
  :host([over]) {
    border-color: var(--accent);
    background: var(--surface-hover);
  }
  figure {
    margin: 0;
  }
  figure img {
    display: block;
    border-radius: 4px;
    background: var(--surface-sunken);
    object-fit: cover;
  }
  .large img {
    width: 270px;
    max-width: 100%;
    aspect-ratio: 900 / 383;
  }
  .small img {
    width: 80px;
    height: 80px;
  }
  figcaption {
    max-width: 270px;
    color: var(--text-quiet);
    font-size: 12px;
  }
  .small figcaption {
    max-width: 130px;
  }
  .shown {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 12px;
  }
  progress {
    width: 160px;
  }
`;
