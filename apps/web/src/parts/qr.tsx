import { encode } from 'uqr';

interface QrProps {
  readonly text: string;
  readonly label: string;
}

/** A text to be read by a camera; drawn as one path, black on white, also on paper. */
export const Qr = ({ text, label }: QrProps) => {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
};
