/** The CPUs of a list as the kernel writes it: `0,2-3`. */
export function cpusOf(list: string): readonly number[] {
  return list.split(',').flatMap((part) => {
    const [first, last] = part.split('-').map(Number);
    if (first === undefined || part.trim() === '') return [];
    return Array.from({ length: (last ?? first) - first + 1 }, (_, index) => first + index);
  });
}
