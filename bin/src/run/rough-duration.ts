export { roughDuration } from '@wiretax/writing';
