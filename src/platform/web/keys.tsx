import { useLanguage } from './language.ts'

const mac = /Mac|iPhone|iPad/.test(navigator.platform)
const names = {
  fr: {
    mod: mac ? '⌘' : 'Ctrl',
    shift: 'Maj',
    alt: 'Alt',
    space: 'Espace',
    enter: 'Entrée',
    escape: 'Échap',
    arrowup: '↑',
    arrowdown: '↓',
    arrowleft: '←',
    arrowright: '→',
    delete: 'Suppr',
    home: 'Début',
    end: 'Fin',
    pageup: 'Page ↑',
    pagedown: 'Page ↓',
  },
  en: {
    mod: mac ? '⌘' : 'Ctrl',
    shift: 'Shift',
    alt: 'Alt',
    space: 'Space',
    enter: 'Enter',
    escape: 'Esc',
    arrowup: '↑',
    arrowdown: '↓',
    arrowleft: '←',
    arrowright: '→',
    delete: 'Del',
    home: 'Home',
    end: 'End',
    pageup: 'Page ↑',
    pagedown: 'Page ↓',
  },
} as const

/** A shortcut as the user's keyboard names it. */
export function Keys({ keys }: { keys: string }) {
  const [language] = useLanguage()
  const named: Record<string, string> = names[language]
  return (
    <kbd>
      {keys
        .split('+')
        .map(part => named[part.toLowerCase()] ?? part.toUpperCase())
        .join('\u202f+\u202f')}
    </kbd>
  )
}
