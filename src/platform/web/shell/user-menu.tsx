import { Menu, SegmentedControl, Stack, Text, useMantineColorScheme } from '@mantine/core'
import { IconKeyboard, IconLogout, IconUserCircle } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
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
  const navigate = useNavigate()
  return (
    <Menu position="bottom-end" width={272}>
      <Menu.Target>
        <button type="button" className={classes.user} aria-label={words.user(user.name)}>
          {user.initials}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <strong>{user.name}</strong>
          <Text size="xs" c="dimmed">
            {user.email}
          </Text>
        </div>
        <Menu.Divider />
        <Stack gap={8} px={12} py={6}>
          <LanguageSwitch />
          <ThemeSwitch />
        </Stack>
        <Menu.Divider />
        <Menu.Item leftSection={<IconKeyboard size={16} />} rightSection={<Keys keys="?" />} onClick={onShortcuts}>
          {words.shortcuts}
        </Menu.Item>
        <Menu.Item leftSection={<IconUserCircle size={16} />} onClick={() => navigate({ to: accountPath })}>
          {words.account}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={signOut}>
          {words.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
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
