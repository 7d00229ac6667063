import type { Standing } from '@wiretax/standings';
import { html, type Markup, nothing, trusted } from '@wiretax/page';
import { capitalised } from './figures.js';
import { bySize, type Place, type RankedPlaces, type Ranking } from './ranking.js';
import { lacksCalls, sortLegend, squareOf } from './square.js';

/** The winner at each place by one figure, by colour and by name; one matrix for each layer of the other axes. */
export function matrices(ranking: Ranking, ranked: RankedPlaces): Markup {
  const layers = layersOf(ranking.places);
  return html`${layers.map((layer) => matrix(layer, ranking, ranked, layers.length > 1))}
  ${sortLegend([...ranked.standings.values()])}`;
}

/** Values of the axes that are neither along lines nor along columns. */
export function layersOf(places: readonly Place[]): readonly string[] {
  return [...new Set(places.map(({ layer }) => layer))];
}

function matrix(layer: string, ranking: Ranking, ranked: RankedPlaces, isOneOfMany: boolean): Markup {
  const places = ranking.places.filter((place) => place.layer === layer);
  const lines = [...new Set(places.map(({ line }) => line))];
  const columns = [...new Set(bySize(places).map(({ column }) => column))];
  const { figure, shown } = ranked;
  const hasHeads = columns.some((column) => column !== '');
  const isCompared = places.some(({ rows }) => rows.length > 1);
  const about = isCompared
    ? `${capitalised(shown.title)}: who leads${places.length > 1 ? ' where' : ''}, and by what factor before the next`
    : capitalised(shown.title);
  const lack = lacksCalls(figure)
    ? `Too few calls for ${figure.title} anywhere`
    : `${capitalised(figure.title)} is not known anywhere`;
  return html`<div
    class="scroll"
    data-layer="${layer}"
    ${isOneOfMany ? trusted('data-many') : ''}
    tabindex="0"
    role="region"
    aria-label="${figure.title}, ${layer === '' ? 'matrix' : layer}"
  >
    <table class="matrix">
      <caption>
        ${figure === shown ? about : `${lack}. ${about}`}${layer === '' ? '' : html` <b>${layer}</b>`}
      </caption>
      ${
        hasHeads
          ? html`<thead>
              <tr>
                <td></td>
                ${columns.map((column) => html`<th scope="col">${column}</th>`)}
              </tr>
            </thead>`
          : nothing
      }
      <tbody>
        ${lines.map(
          (line) =>
            html`<tr>
              <th scope="row">${line === '' ? 'all' : line}</th>
              ${columns.map((column) =>
                squareAt(
                  places.find((place) => place.line === line && place.column === column),
                  ranking,
                  ranked,
                ),
              )}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** What no cell of the plan lies at is left empty. */
function squareAt(place: Place | undefined, { labels }: Ranking, { shown, standings }: RankedPlaces): Markup {
  const standing: Standing | undefined = place && standings.get(place);
  if (place === undefined || standing === undefined) return html`<td></td>`;
  return squareOf(place, standing, shown, labels);
}
