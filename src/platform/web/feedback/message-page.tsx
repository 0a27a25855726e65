import { Button, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useLabels } from '../language.ts'
import { words } from '../words.ts'
import classes from './message-page.module.css'

/** A screen that has only something to say, and the way on. */
export function MessagePage({ title, text, children }: { title: string; text: ReactNode; children?: ReactNode }) {
  return (
    <div className={classes.page}>
      <Title order={1}>{title}</Title>
      <p>{text}</p>
      {children}
    </div>
  )
}

/** No screen has this address. */
export function NotFoundPage() {
  const text = useLabels(words)
  return (
    <MessagePage title={text.notFound} text={text.notFoundWhy}>
      <Link to="/" className={classes.link}>
        {text.home}
      </Link>
    </MessagePage>
  )
}

/** A screen that stopped says so and offers to start again; the rest of the app goes on. */
export function CrashPage({ error }: { error: unknown }) {
  const text = useLabels(words)
  return (
    <MessagePage title={text.crashed} text={text.crashedWhy}>
      <pre className={classes.trace}>{error instanceof Error ? `${error.name}: ${error.message}` : String(error)}</pre>
      <Button onClick={() => location.reload()}>{text.reload}</Button>
    </MessagePage>
  )
}
