import { Tooltip } from '@mantine/core'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import { useCompanyPath } from '../company.ts'
import { useLabels, useLanguage } from '../language.ts'
import { useMay } from '../session.tsx'
import classes from './frame.module.css'
import { groupedScreens, type Screen, type ScreenGroup } from './screens.ts'
import { shellWords } from './shell-words.ts'

type NavigationProps = {
  screens: readonly Screen[]
  groups: readonly ScreenGroup[]
  collapsed: boolean
  onCollapse: ((collapsed: boolean) => void) | undefined
}

/** The screens the user may see, in the documents' words; its icons alone when collapsed. */
export function Navigation({ screens, groups, collapsed, onCollapse }: NavigationProps) {
  const words = useLabels(shellWords)
  const [language] = useLanguage()
  const may = useMay()
  const label = collapsed ? words.expand : words.collapse
  const CollapseIcon = collapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  return (
    <nav className={classes.navigation} data-collapsed={collapsed || undefined} aria-label={words.navigation}>
      <div className={classes.entries}>
        {groupedScreens(screens, groups, may).map(group => (
          <section key={group.key} aria-label={group.label[language]}>
            <p className={classes.group} aria-hidden="true">
              {collapsed ? '' : group.label[language]}
            </p>
            {group.screens.map(screen => (
              <Entry key={screen.path} screen={screen} name={screen.label[language]} collapsed={collapsed} />
            ))}
          </section>
        ))}
      </div>
      {onCollapse && (
        <Tooltip label={label} position="right">
          <button type="button" className={classes.collapse} aria-label={label} onClick={() => onCollapse(!collapsed)}>
            <CollapseIcon size={18} stroke={1.6} />
          </button>
        </Tooltip>
      )}
    </nav>
  )
}

function Entry({ screen, name, collapsed }: { screen: Screen; name: string; collapsed: boolean }) {
  const path = useCompanyPath()
  const to = path(screen.path)
  const { pathname } = useLocation()
  const here = screen.also?.some(other => pathname.startsWith(path(other)))
  const Icon = screen.icon
  return (
    <Tooltip label={name} position="right" disabled={!collapsed} openDelay={150}>
      <Link
        to={to}
        className={classes.entry}
        activeOptions={{ exact: screen.path === '', includeSearch: false }}
        aria-label={collapsed ? name : undefined}
        {...(here ? { 'aria-current': 'page' as const } : {})}
      >
        {Icon && <Icon size={18} stroke={1.6} />}
        {!collapsed && <span className={classes.entryName}>{name}</span>}
      </Link>
    </Tooltip>
  )
}
