import { css } from 'lit';

/** What stands where something else would: that it is on its way, is not there, or could not be had, and a way on. */
export const messageStyles = css`
  .message {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 8px;
    color: var(--text-quiet);
  }
  .message strong {
    color: var(--text);
    font-size: 15px;
  }
  .message div {
    display: flex;
    gap: 8px;
  }
`;
