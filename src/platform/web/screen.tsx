import { Button, Group, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import classes from './screen.module.css'
import { useMay } from './session.tsx'
import { useStrip } from './strip.ts'

type Tab = { label: string; to: string; active: boolean }
type Main = { label: string; right?: string; run(): void }
type HeadingProps = {
  title: ReactNode
  name: string
  beside?: ReactNode
  tabs?: readonly Tab[]
  main?: Main | undefined
  others?: readonly Main[]
  children?: ReactNode
}

/** The top of every screen: its title, its views, and its one main action at the right. */
export function ScreenHeading({ title, name, beside, tabs, main, others = [], children }: HeadingProps) {
  const may = useMay()
  const strip = useStrip<HTMLElement>(tabs?.find(({ active }) => active)?.to)
  useEffect(() => {
    document.title = `${name} · Facteur`
  }, [name])
  return (
    <header className={classes.heading}>
      <Title order={1} className={classes.title}>
        {title}
      </Title>
      {beside}
      {tabs && (
        <nav ref={strip} className={classes.tabs} aria-label={name}>
          {tabs.map(({ label, to, active }) => (
            <Link key={to} to={to} className={classes.tab} aria-current={active ? 'page' : undefined}>
              {label}
            </Link>
          ))}
        </nav>
      )}
      <Group gap={8} className={classes.actions}>
        {children}
        {others
          .filter(({ right }) => may(right))
          .map(({ label, run }) => (
            <Button key={label} variant="default" onClick={run}>
              {label}
            </Button>
          ))}
        {main && may(main.right) && (
          <Button onClick={main.run} className={classes.main}>
            {main.label}
          </Button>
        )}
      </Group>
    </header>
  )
}
