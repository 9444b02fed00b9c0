import { svg } from 'lit';

/** Before the first location: a location bubble becomes a list becomes a message. Decoration, hidden from readers. */
export const idlePicture = svg`
  <svg class="idle-picture" viewBox="0 0 240 80" aria-hidden="true">
    <path d="M14 12h48a6 6 0 0 1 6 6v34a6 6 0 0 1-6 6H26l-10 9v-9h-2a6 6 0 0 1-6-6V18a6 6 0 0 1 6-6z" />
    <path d="M38 48c-8-9-11-13-11-18a11 11 0 0 1 22 0c0 5-3 9-11 18zM38 33a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z" />
    <path d="M82 36h10m-4-4 4 4-4 4M150 36h10m-4-4 4 4-4 4" />
    <path d="M104 14h34M104 36h34M104 58h34M104 20h22M104 42h22M104 64h22" />
    <path d="M176 12h52a4 4 0 0 1 4 4v40a4 4 0 0 1-4 4h-52a4 4 0 0 1-4-4V16a4 4 0 0 1 4-4zM180 22h20M180 30h14M208 20h16v16h-16zM180 50h36" />
  </svg>
`;
