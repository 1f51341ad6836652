/** The app's colours as CSS values; they are defined in tokens.css for light, dark and forced colours. */
export const sd = {
  mica: 'var(--sdMica)',
  layer: 'var(--sdLayer)',
  layerStroke: 'var(--sdLayerStroke)',
  card: 'var(--sdCard)',
  well: 'var(--sdWell)',
  bad: 'var(--sdBad)',
  warn: 'var(--sdWarn)',
  ok: 'var(--sdOk)',
  flow: 'var(--sdFlow)',
  selected: 'var(--sdSelected)',
  data1: 'var(--sdData1)',
  data2: 'var(--sdData2)',
  data3: 'var(--sdData3)',
  data4: 'var(--sdData4)',
  data1Soft: 'var(--sdData1Soft)',
  data2Soft: 'var(--sdData2Soft)',
  grid: 'var(--sdGrid)',
  axis: 'var(--sdAxis)',
} as const;

/** Widths of the window, in CSS pixels, at which the layout changes. */
export const narrowWindow = '(max-width: 1120px)';
export const smallWindow = '(max-width: 1000px)';
export const forcedColors = '@media (forced-colors: active)';
