import { Popover, SegmentedControl, Stack, Text, useMantineColorScheme } from '@mantine/core'
import { IconKeyboard, IconLogout, IconUserCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Language } from '../../../values/labels.ts'
import { Keys } from '../keys.tsx'
import { useLabels, useLanguage } from '../language.ts'
import { useSession } from '../session.tsx'
import { shellWords } from './shell-words.ts'
import classes from './user-menu.module.css'

/** Language, appearance, account, sign out. */
export function UserMenu({ onShortcuts, accountPath }: { onShortcuts(): void; accountPath: string }) {
  const words = useLabels(shellWords)
  const { user, signOut } = useSession()
  const [opened, setOpened] = useState(false)
  const close = (then?: () => void) => () => {
    setOpened(false)
    then?.()
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={280} trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={classes.user}
          aria-label={words.user(user.name, user.initials)}
          onClick={() => setOpened(!opened)}
        >
          {user.initials}
        </button>
      </Popover.Target>
      <Popover.Dropdown p={4} aria-label={words.user(user.name, user.initials)}>
        <div className={classes.who}>
          <strong>{user.name}</strong>
          <Text size="xs" c="dimmed">
            {user.email}
          </Text>
        </div>
        <Stack gap={8} px={10} py={8} className={classes.part}>
          <LanguageSwitch />
          <ThemeSwitch />
        </Stack>
        <button type="button" className={classes.entry} onClick={close(onShortcuts)}>
          <IconKeyboard size={16} /> {words.shortcuts} <Keys keys="?" />
        </button>
        <Link to={accountPath} className={classes.entry} onClick={close()}>
          <IconUserCircle size={16} /> {words.account}
        </Link>
        <button type="button" className={classes.entry} onClick={close(signOut)}>
          <IconLogout size={16} /> {words.signOut}
        </button>
      </Popover.Dropdown>
    </Popover>
  )
}

/** French or English, at once and remembered. */
export function LanguageSwitch() {
  const words = useLabels(shellWords)
  const [language, setLanguage] = useLanguage()
  return (
    <SegmentedControl
      aria-label={words.language}
      fullWidth
      value={language}
      onChange={value => setLanguage(value as Language)}
      data={[
        { value: 'fr', label: 'Français' },
        { value: 'en', label: 'English' },
      ]}
    />
  )
}

function ThemeSwitch() {
  const words = useLabels(shellWords)
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <SegmentedControl
      aria-label={words.theme}
      fullWidth
      value={colorScheme}
      onChange={value => setColorScheme(value as 'light' | 'dark' | 'auto')}
      data={[
        { value: 'light', label: words.light },
        { value: 'dark', label: words.dark },
        { value: 'auto', label: 'Auto' },
      ]}
    />
  )
}
