/** From a preset, a file or an object to an experiment that can be run: for programs that embed Wiretax. */
export { loadStudy } from './check/study.js';
export type { Allowance, Study, StudyOptions } from './check/study-options.js';
export type { GivenPlugin, PluginModule } from './plugins/given-plugins.js';
