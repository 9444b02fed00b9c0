// What the panel can do without for its first moment: these elements come after the list and the answer can be had.
import './find-tools.ts';
import './message-preview.ts';
import './panel-sheet.ts';
import './place-choice.ts';
import './put-history.ts';
