/** The languages the project speaks; Chinese first. */
export type Language = 'zh-CN' | 'en';
