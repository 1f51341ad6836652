import type { SeriesId } from '../../app/model/exchange.ts';
import { sd } from '../theme/tokens.ts';

/** The series that are drawn as lines, the leading one first: colour and dash tell them apart. */
export const echoLines = [
  { series: 'smb1.echo', stroke: sd.data1, dash: undefined },
  { series: 'smb2.echo', stroke: sd.data4, dash: '5 3' },
] as const satisfies readonly {
  readonly series: SeriesId;
  readonly stroke: string;
  readonly dash: string | undefined;
}[];

/** Their ids, in that order. */
export const echoSeries: readonly SeriesId[] = echoLines.map(({ series }) => series);
