/**
 * Secrets that this process has handed out, in the forms in which they are likely to come back, and what stands for each; the longest
 * first, as one may begin with another.
 */
let placeholders: readonly (readonly [secret: string, placeholder: string])[] = [];

/** From now on {@link withoutSecrets} leaves the value out. Returns it. */
export function hideSecret(value: string, placeholder: string): string {
  const forms = [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)];
  const known = new Map([...placeholders, ...forms.map((form) => [form, placeholder] as const)]);
  placeholders = [...known].sort(([a], [b]) => b.length - a.length);
  return value;
}

/** A text that may have come from a plugin, with what stands for a secret in its place. */
export function withoutSecrets(text: string): string {
  let hidden = text;
  for (const [secret, placeholder] of placeholders) hidden = hidden.replaceAll(secret, () => placeholder);
  return hidden;
}
