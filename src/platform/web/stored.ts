import { useCallback, useSyncExternalStore } from 'react'

const heard = new Map<string, Set<() => void>>()
const kept = new Map<string, { text: string | null; value: unknown }>()

function read<T>(key: string, fallback: T): T {
  const text = localStorage.getItem(key)
  const known = kept.get(key)
  if (known && known.text === text) return known.value as T
  const value = text === null ? fallback : parsed(text, fallback)
  kept.set(key, { text, value })
  return value
}

function parsed<T>(text: string, fallback: T): T {
  try {
    return JSON.parse(text) as T
  } catch {
    return fallback
  }
}

/** Puts a value away on this browser and tells every component that shows it. */
export function store(key: string, value: unknown) {
  localStorage.setItem(key, JSON.stringify(value))
  for (const tell of heard.get(key) ?? []) tell()
}

/** A value remembered on this browser; `fallback` must be a constant. */
export function useStored<T>(name: string, fallback: T): [T, (value: T | ((before: T) => T)) => void] {
  const key = `facteur.${name}`
  const listen = useCallback(
    (tell: () => void) => {
      const listeners = heard.get(key) ?? new Set()
      heard.set(key, listeners.add(tell))
      return () => listeners.delete(tell)
    },
    [key],
  )
  const value = useSyncExternalStore(listen, () => read(key, fallback))
  const put = useCallback(
    (next: T | ((before: T) => T)) =>
      store(key, typeof next === 'function' ? (next as (before: T) => T)(read(key, fallback)) : next),
    [key, fallback],
  )
  return [value, put]
}
