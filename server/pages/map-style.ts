// The style of the pages' pictures of the surroundings, from the palettes of the offline base map.
import { dark, light, type Palette } from '../../shared/base-map/palette.ts';

function rules({ land, areas, buildingEdge, campusEdge, roads, rail, subway, water, text }: Palette): string {
  const { path, steps, ...streets } = roads;
  return [
    `.map svg{background:${land}}`,
    ...Object.entries(areas).map(([name, color]) => `.${name.replace('/', '-')}{fill:${color}}`),
    `.building{stroke:${buildingEdge}}`,
    `.campus{stroke:${campusEdge}}`,
    ...Object.entries(streets).flatMap(([name, { fill, casing }]) => [
      `.${name}{stroke:${fill}}`,
      `.${name}-casing{stroke:${casing}}`,
    ]),
    `.path{stroke:${path}}`,
    `.steps{stroke:${steps}}`,
    `.rail{stroke:${rail}}`,
    `.subway{stroke:${subway}}`,
    `.waterway{stroke:${water}}`,
    `.name,.mark{stroke:${text.halo}}`,
    ...Object.entries(text).map(([name, color]) => `.name-${name}{fill:${color}}`),
  ].join('\n');
}

const shapes = `
.map use,.waterway,.path,.steps,.rail,.subway{fill:none;stroke-linejoin:round}
.map use,.waterway{stroke-linecap:round}
.path{stroke-dasharray:16 10}
.subway{stroke-dasharray:28 16}
.building,.campus{stroke-width:4}
.name,.mark{paint-order:stroke;stroke-width:3;stroke-linejoin:round}
.name text,.mark text{text-anchor:middle;dominant-baseline:central}
`;

/** For a picture that does not know who looks at it. */
export const lightMapStyle = shapes + rules(light);

export const mapStyle = `${lightMapStyle}\n@media (prefers-color-scheme:dark){\n${rules(dark)}\n}\n`;
