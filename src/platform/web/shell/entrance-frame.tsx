import { Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { Mark } from './company-menu.tsx'
import classes from './entrance.module.css'
import { LanguageSwitch } from './user-menu.tsx'

/** The screens before one is in: sign-in, first run, choice of a password. */
export function EntranceFrame({ title, text, children }: { title: string; text?: ReactNode; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Facteur`
  }, [title])
  return (
    <main className={classes.page}>
      <div className={classes.box}>
        <div className={classes.brand}>
          <Mark size={28} /> Facteur
        </div>
        <Title order={1}>{title}</Title>
        {text && <p className={classes.text}>{text}</p>}
        {children}
      </div>
      <div className={classes.language}>
        <LanguageSwitch />
      </div>
    </main>
  )
}
