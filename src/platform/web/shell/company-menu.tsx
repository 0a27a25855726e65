import { Menu } from '@mantine/core'
import { IconCheck, IconSelector } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useLabels } from '../language.ts'
import { useSession } from '../session.tsx'
import classes from './frame.module.css'
import { shellWords } from './shell-words.ts'

/** Facteur's envelope. */
export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" style={{ flex: 'none' }}>
      <rect width="32" height="32" rx="7" fill="#2c5596" />
      <path d="M6 10h20v13H6z" fill="none" stroke="#fff" strokeWidth="2.2" strokeLinejoin="round" />
      <path d="M6.5 10.8 16 18l9.5-7.2" fill="none" stroke="#fff" strokeWidth="2.2" strokeLinejoin="round" />
    </svg>
  )
}

/** The company one works in, and the others one may enter. */
export function CompanyMenu() {
  const words = useLabels(shellWords)
  const { company, companies } = useSession()
  const navigate = useNavigate()
  const name = company?.name ?? 'Facteur'
  if (companies.length < 2) {
    return (
      <span className={classes.brand} style={{ cursor: 'default' }}>
        <Mark />
        <span className={classes.brandName}>{name}</span>
      </span>
    )
  }
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className={classes.brand} aria-label={`${words.chooseCompany} (${name})`}>
          <Mark />
          <span className={classes.brandName}>{name}</span>
          <IconSelector size={15} color="var(--mantine-color-dimmed)" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{words.chooseCompany}</Menu.Label>
        {companies.map(other => (
          <Menu.Item
            key={other.slug}
            onClick={() => navigate({ to: `/${other.slug}` })}
            rightSection={other.slug === company?.slug ? <IconCheck size={15} /> : null}
          >
            {other.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
