import type { ButtonHTMLAttributes, MouseEvent, ReactNode, Ref } from 'react';
import styles from './button.module.css';
import { Link } from './link.tsx';
import { Spinner } from './spinner.tsx';

export type ButtonVariant = 'primary' | 'secondary' | 'danger' | 'quiet';

const classOf = (variant: ButtonVariant, small: boolean) =>
  [styles.button, styles[variant], small ? styles.small : ''].join(' ');

/**
 * A native button. `busy` keeps it in place and focusable, shows that work is under way, and swallows further
 * presses: a double click acts once. `icon` is decorative.
 */
export const Button = ({
  variant = 'secondary',
  small = false,
  busy = false,
  icon,
  children,
  type = 'button',
  onClick,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & {
  variant?: ButtonVariant;
  small?: boolean;
  busy?: boolean;
  icon?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}) => (
  <button
    {...rest}
    type={type}
    className={classOf(variant, small)}
    aria-disabled={busy || undefined}
    onClick={(event: MouseEvent<HTMLButtonElement>) => {
      if (busy) event.preventDefault();
      else onClick?.(event);
    }}
  >
    {busy ? <Spinner size={18} /> : icon}
    {children}
  </button>
);

/** A link that looks like a button, for what navigates. `label` names it where its text alone is not unique. */
export const ButtonLink = ({
  href,
  variant = 'secondary',
  small = false,
  icon,
  children,
  external,
  label,
}: {
  href: string;
  label?: string;
  variant?: ButtonVariant;
  small?: boolean;
  icon?: ReactNode;
  children: ReactNode;
  external?: boolean;
}) => (
  <Link href={href} className={classOf(variant, small)} external={external ?? false} aria-label={label}>
    {icon}
    {children}
  </Link>
);
