// What most maps do without: they show the map that is shipped, to a mouse.
export { TapHold } from 'leaflet/src/map/handler/Map.TapHold.js';
export { TouchZoom } from 'leaflet/src/map/handler/Map.TouchZoom.js';
export { BaseMapChoice } from './base-map-choice.ts';
