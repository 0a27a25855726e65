import type { ReactNode } from 'react'
import classes from './mail-preview.module.css'

type MailPreviewProps = {
  name: string
  /** For whom it is, how it goes, what goes with it. */
  about: ReactNode
  subject: string
  text: string
  children?: ReactNode
}

/** A mail as whoever gets it will read it. */
export function MailPreview({ name, about, subject, text, children }: MailPreviewProps) {
  return (
    <article className={classes.mail} aria-label={name}>
      <header>
        <p className={classes.about}>{about}</p>
        <strong>{subject}</strong>
      </header>
      <p>{text}</p>
      {children}
    </article>
  )
}
