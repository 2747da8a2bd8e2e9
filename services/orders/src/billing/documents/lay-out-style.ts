export const accent = '#1f4e79';
export const grey = '#5f6b76';
const pale = '#eef2f6';

/** Rows with a thin line between them. */
export const ruled = lined(4);
/** The same, closer together. */
export const tight = lined(2.5);

function lined(ends: number) {
  return {
    hLineWidth: (index: number) => (index === 0 ? 0 : 0.5),
    vLineWidth: () => 0,
    hLineColor: () => '#d5dce3',
    ...padding(6, ends),
  };
}

/** A pale box. */
export const boxed = (sides: number, ends: number) => ({
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  fillColor: () => pale,
  ...padding(sides, ends),
});

function padding(sides: number, ends: number) {
  return { paddingLeft: () => sides, paddingRight: () => sides, paddingTop: () => ends, paddingBottom: () => ends };
}
