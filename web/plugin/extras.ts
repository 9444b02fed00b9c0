// What the panel can do without for its first moment: these elements come when somebody is about to use them.
import './find-tools.ts';
import './message-preview.ts';
import './panel-sheet.ts';
import './place-choice.ts';
import './put-history.ts';
