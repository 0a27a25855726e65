const browsers: [RegExp, string][] = [
  [/Edg\/(\d+)/, 'Edge'],
  [/OPR\/(\d+)/, 'Opera'],
  [/Firefox\/(\d+)/, 'Firefox'],
  [/Chrome\/(\d+)/, 'Chrome'],
  [/Version\/(\d+).*Safari/, 'Safari'],
]
const systems: [RegExp, string][] = [
  [/Windows/, 'Windows'],
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]

/** `Firefox 141, Linux`: a browser as its user would say it; the first words of what it says of itself when unknown. */
export function browserName(agent: string | null): string {
  if (!agent) return ''
  const found = browsers
    .map(([pattern, name]) => ({ name, version: pattern.exec(agent)?.[1] }))
    .find(({ version }) => version)
  const system = systems.find(([pattern]) => pattern.test(agent))?.[1]
  return found ? [`${found.name} ${found.version}`, system].filter(Boolean).join(', ') : agent.slice(0, 40)
}
