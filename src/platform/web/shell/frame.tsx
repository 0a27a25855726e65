import { ActionIcon, Drawer } from '@mantine/core'
import { IconMenu2 } from '@tabler/icons-react'
import { useLocation } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { useLabels } from '../language.ts'
import { useNarrow } from '../layout.ts'
import { useStored } from '../stored.ts'
import { words as commonWords } from '../words.ts'
import classes from './frame.module.css'
import { Navigation } from './navigation.tsx'
import type { Screen, ScreenGroup } from './screens.ts'
import { shellWords } from './shell-words.ts'

type FrameProps = {
  screens: readonly Screen[]
  groups: readonly ScreenGroup[]
  start: ReactNode
  search: ReactNode
  end: ReactNode
  children: ReactNode
}

/** The frame of the app: navigation at the left, company, search and user on top, the screen in the middle. */
export function Frame({ screens, groups, start, search, end, children }: FrameProps) {
  const words = useLabels(shellWords)
  const common = useLabels(commonWords)
  const narrow = useNarrow()
  const [collapsed, setCollapsed] = useStored('navigation.collapsed', false)
  const [drawer, setDrawer] = useState(false)
  const { pathname } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another screen closes the drawer.
  useEffect(() => setDrawer(false), [pathname])
  const navigation = (
    <Navigation
      screens={screens}
      groups={groups}
      collapsed={!narrow && collapsed}
      onCollapse={narrow ? undefined : setCollapsed}
    />
  )
  return (
    <div className={classes.frame} data-collapsed={collapsed || undefined}>
      <a className="skip-link" href="#content">
        {words.skip}
      </a>
      <header className={classes.top}>
        {narrow && (
          <ActionIcon size="lg" aria-label={words.openMenu} onClick={() => setDrawer(true)}>
            <IconMenu2 size={20} />
          </ActionIcon>
        )}
        <div className={classes.start}>{start}</div>
        <div className={classes.search}>{search}</div>
        <div className={classes.end}>{end}</div>
      </header>
      {narrow ? (
        <Drawer
          opened={drawer}
          onClose={() => setDrawer(false)}
          size={280}
          padding={0}
          title={start}
          closeButtonProps={{ 'aria-label': common.close }}
          classNames={{ header: classes.drawerHeader }}
        >
          {navigation}
        </Drawer>
      ) : (
        navigation
      )}
      <main id="content" className={classes.content} tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}
