/** The service's mark: a stepped gable over an open door. Decorative; the name stands beside it. */
export const Logo = ({ size = 36 }: { size?: number }) => (
  <svg viewBox="0 0 40 40" width={size} height={size} aria-hidden="true">
    <rect width="40" height="40" rx="10" fill="#16443c" />
    <path d="M8 31V20l4-4v-4h4V8h8v4h4v4l4 4v11z" fill="#f4e3cb" />
    <path d="M17 31v-7a3 3 0 0 1 6 0v7z" fill="#b4532f" />
  </svg>
);
