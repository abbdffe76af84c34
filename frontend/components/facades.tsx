/** A row of gabled fronts, drawn from numbers: the house style of the pages. Decorative. */
const houses = [
  { x: 0, width: 92, height: 128, gable: 'step', wall: '#c9734a', trim: '#f6e5cf' },
  { x: 92, width: 74, height: 160, gable: 'bell', wall: '#e2b26a', trim: '#fdf6e8' },
  { x: 166, width: 104, height: 140, gable: 'step', wall: '#a4441f', trim: '#f6e5cf' },
  { x: 270, width: 80, height: 118, gable: 'point', wall: '#5f8a7b', trim: '#eef4ee' },
  { x: 350, width: 96, height: 168, gable: 'step', wall: '#dba37d', trim: '#fdf6e8' },
  { x: 446, width: 78, height: 134, gable: 'bell', wall: '#b9603a', trim: '#f6e5cf' },
  { x: 524, width: 90, height: 150, gable: 'point', wall: '#e7c48c', trim: '#fdf6e8' },
] as const;

const ground = 240;

/** The outline of a front: walls and the gable above them. */
const outline = ({ x, width, height, gable }: (typeof houses)[number]): string => {
  const top = ground - height;
  const right = x + width;
  const middle = x + width / 2;
  const rise = width * 0.42;
  if (gable === 'point') return `M${x} ${ground}V${top}L${middle} ${top - rise}L${right} ${top}V${ground}z`;
  if (gable === 'bell')
    return `M${x} ${ground}V${top}q${width * 0.2} 0 ${width * 0.22}-${rise * 0.7}q${width * 0.04}-${rise * 0.5} ${width * 0.28}-${rise * 0.5}t${width * 0.28} ${rise * 0.5}q${width * 0.02} ${rise * 0.7} ${width * 0.22} ${rise * 0.7}V${ground}z`;
  const step = width / 7;
  const up = rise / 3;
  return `M${x} ${ground}V${top}h${step}v-${up}h${step}v-${up}h${step}v-${up}h${step}v${up}h${step}v${up}h${step}v${up}h${step}V${ground}z`;
};

const Windows = ({ x, width, height, trim }: (typeof houses)[number]) => {
  const size = width / 6;
  const rows = Math.floor((height - 56) / 34);
  return Array.from({ length: rows * 3 }, (_, index) => {
    const column = index % 3;
    const row = Math.floor(index / 3);
    const left = x + width * (0.14 + 0.28 * column);
    const top = ground - height + 12 + row * 34;
    return (
      <rect key={`${column}-${row}`} x={left} y={top} width={size} height={size * 1.5} rx={size / 2.4} fill={trim} />
    );
  });
};

export const Facades = ({ className }: { className?: string | undefined }) => (
  <svg className={className} viewBox="0 0 614 240" aria-hidden="true" preserveAspectRatio="xMidYMax meet">
    {houses.map((house) => (
      <g key={house.x}>
        <path d={outline(house)} fill={house.wall} />
        <Windows {...house} />
        <path
          d={`M${house.x + house.width * 0.36} ${ground}v-24a${house.width * 0.14} ${house.width * 0.14} 0 0 1 ${house.width * 0.28} 0v24z`}
          fill="#16443c"
        />
      </g>
    ))}
  </svg>
);
